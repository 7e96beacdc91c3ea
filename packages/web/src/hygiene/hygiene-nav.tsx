import { Link } from '@tanstack/react-router';

const pages = [
  { to: '/clean-up', label: 'Questions' },
  { to: '/duplicates', label: 'Duplicates' },
  { to: '/data-trust', label: 'Data trust' },
] as const;

const look = 'inline-flex h-8 items-center rounded-sm px-2.5';

/** The three sides of clean data. */
export function HygieneNav() {
  return (
    <nav aria-label="Clean up" className="flex rounded-md border border-line bg-surface p-0.5 text-sm">
      {pages.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ includeSearch: false }}
          className={look}
          activeProps={{ className: 'bg-accent-soft font-medium' }}
          inactiveProps={{ className: 'text-quiet hover:text-ink' }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
