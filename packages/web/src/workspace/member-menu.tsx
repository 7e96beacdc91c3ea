import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { formatExactDate } from '../ui/locale.ts';
import { Menu, type MenuAction } from '../ui/menu.tsx';
import { say } from '../ui/toasts.ts';
import { ShownOnce } from './shown-once.tsx';

interface MemberMenuProps {
  name: string;
  /** The user that they are or, where they have not said that yet, their membership. */
  who: { userId: string } | { memberId: string };
  more?: MenuAction[];
}

/** What an admin does about how somebody else signs in. */
export function MemberMenu({ name, who, more = [] }: MemberMenuProps) {
  const [made, setMade] = useState<{ link: string; expiresAt: string }>();
  const [isTurningOff, setTurningOff] = useState(false);
  const turnOff = async () => {
    setTurningOff(false);
    try {
      await answer(api.account['two-factor'].off.$post({ json: who }));
      say(`${name} signs in with the password alone now.`);
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
  };
  const makeLink = async () => {
    try {
      setMade(await answer(api.account['password-links'].$post({ json: who })));
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
  };
  return (
    <>
      <Menu
        trigger={
          <Button size="small" look="bare" aria-label={`More for ${name}`}>
            <Icon name="more" />
          </Button>
        }
        actions={[
          { label: 'Make a link for a new password', run: () => void makeLink() },
          { label: 'Turn two-factor sign-in off', run: () => setTurningOff(true) },
          ...more,
        ]}
      />
      {isTurningOff && (
        <Dialog
          open
          onClose={() => setTurningOff(false)}
          title={`Turn two-factor sign-in off for ${name}?`}
          description={`For when phone and backup codes are lost. Be sure that it is ${name} who asks. They are signed out, and will see that you did it.`}
        >
          <Button look="primary" onClick={() => void turnOff()}>
            Turn it off
          </Button>
        </Dialog>
      )}
      {made && (
        <Dialog
          open
          onClose={() => setMade(undefined)}
          title={`A new password for ${name}`}
          description={`The link works once, until ${formatExactDate(made.expiresAt)}. ${name} will see that you made it.`}
        >
          <ShownOnce label={`Pass this link on to ${name}. It is not shown again.`} secret={made.link} />
        </Dialog>
      )}
    </>
  );
}
