import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../ui/locale.ts';
import { unknownPeopleCountQuery } from './capture-query.ts';

/** The way to the people who wait for a word, shown only while there are some. */
export function UnknownPeopleLink() {
  const { data: total = 0 } = useQuery(unknownPeopleCountQuery);
  if (total === 0) return null;
  return (
    <Link
      to="/unknown-people"
      className="inline-flex h-9 items-center rounded-md border border-line bg-surface px-3.5 text-md font-medium hover:bg-hover"
    >
      {formatNumber(total)} unknown {total === 1 ? 'person' : 'people'}
    </Link>
  );
}
