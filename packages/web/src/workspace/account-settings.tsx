import { PasswordSetting } from './password-setting.tsx';

/** How one signs in oneself. */
export function AccountSettings() {
  return (
    <div>
      <PasswordSetting />
    </div>
  );
}
