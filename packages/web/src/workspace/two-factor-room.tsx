import { useNavigate } from '@tanstack/react-router';
import { forgetSession, useMe } from '../app/session.ts';
import { FrontDoor } from './front-door.tsx';
import { TwoFactorSetup } from './two-factor-setup.tsx';

/** Where the workspace asks for a second factor and the person has none yet. */
export function TwoFactorRoom() {
  const { workspace } = useMe();
  const navigate = useNavigate();
  const goOn = async () => {
    await forgetSession();
    await navigate({ to: '/' });
  };
  return (
    <FrontDoor
      title="Set up two-factor sign-in"
      intro={`${workspace.name} asks everybody for a code from an app on their phone besides the password.`}
    >
      <TwoFactorSetup onDone={() => void goOn()} />
    </FrontDoor>
  );
}
