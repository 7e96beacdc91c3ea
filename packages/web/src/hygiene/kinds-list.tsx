import { Link } from '@tanstack/react-router';
import { formatNumber } from '../ui/locale.ts';
import { capitalised, ruleWords } from './answer-words.ts';
import { type CleanUpSearch, type Rule, rules } from './route.ts';

interface Group {
  key: string;
  text: string;
  rule: Rule;
  count: number;
}

/** What kinds of questions wait, by rule, each with its number; choosing one asks only these. */
export function KindsList({ groups, search }: { groups: Group[]; search: CleanUpSearch }) {
  return (
    <nav aria-label="Kinds of questions" className="grid content-start gap-4">
      {rules
        .filter((rule) => groups.some((group) => group.rule === rule))
        .map((rule) => (
          <section key={rule} className="grid gap-0.5">
            <h2 className="px-2 text-sm text-quiet">{ruleWords[rule]}</h2>
            {groups
              .filter((group) => group.rule === rule)
              .map((group) => {
                const isChosen = search.key === group.key;
                const { key: _, ...rest } = search;
                return (
                  <Link
                    key={group.key}
                    to="/clean-up"
                    search={isChosen ? rest : { ...rest, key: group.key }}
                    aria-current={isChosen ? 'true' : undefined}
                    className={`flex items-baseline justify-between gap-3 rounded-md px-2 py-1.5 text-md hover:bg-hover ${isChosen ? 'bg-accent-soft font-medium' : ''}`}
                  >
                    <span>{capitalised(group.text)}</span>
                    <span className="text-sm text-quiet tabular-nums">{formatNumber(group.count)}</span>
                  </Link>
                );
              })}
          </section>
        ))}
    </nav>
  );
}
