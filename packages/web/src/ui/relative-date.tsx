import { formatExactDate, formatRelativeDate } from './locale.ts';
import { Tooltip } from './tooltip.tsx';

interface RelativeDateProps {
  /** A calendar day or a moment, ISO 8601. */
  when: string;
  now?: Date;
  /** In dense lists the exact date comes as a title, so that a table of 80 dates has no 80 stops for the Tab key. */
  dense?: boolean;
}

/** "yesterday 16:10"; the exact date on hover and on focus. */
export function RelativeDate({ when, now, dense }: RelativeDateProps) {
  const exact = formatExactDate(when);
  if (dense)
    return (
      <time dateTime={when} title={exact} className="whitespace-nowrap">
        {formatRelativeDate(when, now)}
      </time>
    );
  return (
    <Tooltip text={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact date must be reachable without a mouse */}
      <time dateTime={when} tabIndex={0} className="whitespace-nowrap underline decoration-line decoration-dotted underline-offset-3">
        {formatRelativeDate(when, now)}
      </time>
    </Tooltip>
  );
}
