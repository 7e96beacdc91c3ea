import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Room } from '../ui/room.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { BringFiles } from './bring-files.tsx';
import { ConnectByAddress } from './connect-by-address.tsx';
import { ConnectFeed } from './connect-feed.tsx';
import { type ConnectKind, connectRoute } from './route.ts';

/** Connecting a mailbox, a calendar, or bringing files: each begins with the one thing that everybody knows. */
export function ConnectRoom() {
  const me = useMe();
  const navigate = useNavigate();
  const { kind = 'mailbox', address } = connectRoute.useSearch();
  if (me.user === null)
    return (
      <Room title="Connect">
        <EmptyState
          title="First say who you are"
          action={
            <Button look="primary" onClick={() => void navigate({ to: '/who' })}>
              Say who I am
            </Button>
          }
        >
          A mailbox belongs to a person, so that its owner alone decides what others see of it.
        </EmptyState>
      </Room>
    );
  return (
    <Room title="Connect" intro="Timelines fill by themselves. You choose what colleagues see.">
      <div className="max-w-2xl">
        <Tabs
          label="What to connect"
          value={kind}
          onChange={(next) => void navigate({ to: '/connect', search: { kind: next as ConnectKind }, replace: true })}
          tabs={[
            { value: 'mailbox', label: 'Mailbox', content: <ConnectByAddress kind="mailbox" startAddress={address ?? me.email} /> },
            { value: 'calendar', label: 'Calendar', content: <ConnectByAddress kind="calendar" startAddress={address ?? me.email} /> },
            { value: 'feed', label: 'Calendar by its address', content: <ConnectFeed /> },
            { value: 'files', label: 'Files', content: <BringFiles /> },
          ]}
        />
      </div>
    </Room>
  );
}
