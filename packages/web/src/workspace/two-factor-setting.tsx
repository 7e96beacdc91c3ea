import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { say } from '../ui/toasts.ts';
import { type Account, accountQuery } from './account-query.ts';
import { BackupCodes } from './backup-codes.tsx';
import { PasswordQuestion } from './password-question.tsx';
import { Setting } from './setting.tsx';
import { TwoFactorSetup } from './two-factor-setup.tsx';

type Step = 'rest' | 'setup' | 'renew' | 'off' | { backupCodes: readonly string[] };

export function TwoFactorSetting({ twoFactor: { since, backupCodesLeft, isRequired } }: { twoFactor: Account['twoFactor'] }) {
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step>('rest');
  const rest = async () => {
    setStep('rest');
    await Promise.all([accountQuery.queryKey, ['sessions']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const cancel = () => setStep('rest');
  return (
    <Setting
      title="Two-factor sign-in"
      help={`Besides the password a code from an app on your phone.${isRequired ? ' This workspace asks it of everybody.' : ''}`}
    >
      {step === 'setup' ? (
        <TwoFactorSetup
          onCancel={cancel}
          onDone={() => void rest().then(() => say('Two-factor sign-in is on. Elsewhere you are signed out.'))}
        />
      ) : step === 'renew' ? (
        <PasswordQuestion
          action="Make new backup codes"
          onCancel={cancel}
          onPassword={async (password) => setStep(await answer(api.account.me['two-factor']['backup-codes'].$post({ json: { password } })))}
        />
      ) : step === 'off' ? (
        <PasswordQuestion
          action="Turn it off"
          onCancel={cancel}
          onPassword={async (password) => {
            await answer(api.account.me['two-factor'].off.$post({ json: { password } }));
            await rest();
            say('Two-factor sign-in is off.');
          }}
        />
      ) : step !== 'rest' ? (
        <BackupCodes codes={step.backupCodes} onKept={() => void rest()} />
      ) : since === null ? (
        <>
          <p className="text-md">Off: your password alone lets you in.</p>
          <Button size="small" onClick={() => setStep('setup')}>
            Set it up
          </Button>
        </>
      ) : (
        <>
          <p className="text-md">
            On since <RelativeDate when={since} />.{' '}
            <span className={backupCodesLeft < 3 ? 'text-danger' : 'text-quiet'}>
              {backupCodesLeft === 1 ? '1 backup code is left.' : `${backupCodesLeft} backup codes are left.`}
            </span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => setStep('renew')}>
              New backup codes
            </Button>
            <Button size="small" look="danger" onClick={() => setStep('off')}>
              Turn it off
            </Button>
          </div>
        </>
      )}
    </Setting>
  );
}
