import { Link, useNavigate } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Menu } from '../ui/menu.tsx';
import { places } from './places.ts';

/** The way around: a quiet rail on the left; on a phone a bar at the thumb. */
export function Rail({ onSearch, workspaceName }: { onSearch: () => void; workspaceName: string }) {
  const navigate = useNavigate();
  return (
    <nav
      aria-label="Rooms"
      className="z-20 flex border-line bg-paper max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] sm:sticky sm:top-0 sm:h-dvh sm:w-14 sm:flex-col sm:gap-1 sm:border-r sm:p-2 lg:w-52 lg:p-3"
    >
      <div className="mb-2 flex items-center gap-2.5 px-1.5 py-1.5 max-lg:justify-center max-lg:px-0 max-sm:hidden">
        <img src="/icon.svg" alt="" width={24} height={24} />
        <span className="truncate text-md font-semibold max-lg:sr-only">{workspaceName}</span>
      </div>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
        className="mb-1 flex h-9 items-center gap-2.5 rounded-md border border-line bg-surface px-2 text-md text-quiet hover:bg-hover max-lg:justify-center max-sm:order-1 max-sm:m-0 max-sm:h-14 max-sm:flex-1 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:rounded-none max-sm:border-0 max-sm:bg-transparent max-sm:text-xs"
      >
        <Icon name="search" />
        <span className="flex-1 text-left max-lg:sr-only max-sm:not-sr-only max-sm:flex-none">Find</span>
        <span className="max-lg:hidden">
          <Kbd keys="mod+k" />
        </span>
      </button>
      {places.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          activeOptions={{ exact: place.to === '/', includeSearch: false }}
          aria-keyshortcuts={place.keys}
          className={`flex items-center gap-2.5 rounded-md text-md hover:bg-hover hover:text-ink max-lg:justify-center max-sm:h-14 max-sm:min-w-0 max-sm:flex-1 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:text-xs sm:h-9 sm:px-2 ${place.atHand ? '' : 'max-sm:hidden'}`}
          activeProps={{ className: 'bg-accent-soft font-medium text-ink max-sm:bg-transparent max-sm:text-accent' }}
          inactiveProps={{ className: 'text-quiet' }}
        >
          <Icon name={place.icon} />
          <span className="max-lg:sr-only max-sm:not-sr-only">{place.label}</span>
        </Link>
      ))}
      <span className="order-2 flex flex-1 sm:hidden">
        <Menu
          trigger={
            <button type="button" className="flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-quiet">
              <Icon name="more" />
              More
            </button>
          }
          actions={places
            .filter((place) => !place.atHand)
            .map((place) => ({ label: place.label, icon: place.icon, run: () => void navigate({ to: place.to }) }))}
        />
      </span>
    </nav>
  );
}
