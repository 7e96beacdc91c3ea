const paths = {
  today:
    'M8 1.8v1.4M8 12.8v1.4M14.2 8h-1.4M3.2 8H1.8M12.4 3.6l-1 1M4.6 11.4l-1 1M12.4 12.4l-1-1M4.6 4.6l-1-1M10.8 8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z',
  deals: 'M2 4.5h12M2 8h8.5M2 11.5h5',
  people:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.8 13.5c0-2.4 1.8-4 4.2-4s4.2 1.6 4.2 4M10.5 2.8a2.4 2.4 0 0 1 0 4.5M12 9.9c1.4.6 2.2 1.8 2.2 3.6',
  accounts: 'M2.5 14V3.2a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1V14M9.5 6.5h3a1 1 0 0 1 1 1V14M1.5 14h13M5 5.2h2M5 8h2M5 10.8h2',
  leads:
    'M8 14.2c3.2 0 5.2-2.2 5.2-5 0-3.4-2.9-4.6-3.4-7.4C7.4 3 6.6 5 6.8 6.8 5.9 6.5 5.4 5.8 5.2 5 3.8 6 2.8 7.5 2.8 9.2c0 2.8 2 5 5.2 5Z',
  imports: 'M8 2v8.2M4.8 7.2 8 10.4l3.2-3.2M2.2 11.2v1.6a1 1 0 0 0 1 1h9.6a1 1 0 0 0 1-1v-1.6',
  cleanUp: 'M13.8 2.2 9 7M6.3 6.2l3.5 3.5-1.3 4.1c-2.5.3-4.6-.4-6-1.9l2.3-.6-.5-2.2 2-2.9Z',
  settings:
    'M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M8.5 4.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 0 0-3.5 0ZM4 11.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 0 0-3.5 0Z',
  search: 'M7 11.8A4.8 4.8 0 1 0 7 2.2a4.8 4.8 0 0 0 0 9.6ZM10.6 10.6 14 14',
  close: 'M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4',
  check: 'M3 8.6l3.2 3.2L13 4.6',
  later: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.6V8l2.4 1.6',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  up: 'M4 10l4-4 4 4',
  plus: 'M8 3v10M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  out: 'M6.5 3.5H4a1 1 0 0 0-1 1v7.5a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1V9.5M9.5 2.5h4v4M13.2 2.8 7.5 8.5',
  spoke: 'M2.5 3.5h11a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H7.6L4.4 14v-2.5H2.5a.8.8 0 0 1-.8-.8V4.3a.8.8 0 0 1 .8-.8Z',
};
export type IconName = keyof typeof paths;

/** A 16 px line drawing beside words, never instead of them: it is hidden from screen readers. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d={paths[name]} />
    </svg>
  );
}
