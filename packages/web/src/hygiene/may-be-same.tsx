import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DuplicateKind } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { linkLook } from '../records/link-look.ts';
import { formatList } from '../ui/locale.ts';
import { certainty } from './duplicate-words.ts';

/** On a record's page: who or what else it may be, shown only when there is something to decide. */
export function MayBeSame({ kind, id }: { kind: DuplicateKind; id: string }) {
  const { data: cluster } = useQuery({
    queryKey: ['hygiene', 'duplicates', 'of', kind, id],
    queryFn: async () => (await answer(api.hygiene.duplicates.$get({ query: { kind, recordId: id, limit: '1' } }))).items[0] ?? null,
  });
  if (!cluster) return null;
  const others = cluster.records.filter((record) => record.id !== id);
  const names = others.slice(0, 3).map(({ name, account }) => (account ? `${name} (${account.name})` : name));
  const more = others.length - names.length;
  return (
    <p className="mb-4 rounded-md border border-dashed border-edge px-3 py-2 text-md wrap-anywhere">
      May be the same as {formatList([...names, ...(more > 0 ? [`${more} more`] : [])])}, {certainty(cluster.probability)} likely.{' '}
      <Link to="/duplicates" search={{ kind, recordId: id }} className={linkLook}>
        Compare
      </Link>
    </p>
  );
}
