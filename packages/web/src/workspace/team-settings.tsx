import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Member, User } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce, messageOf } from '../app/optimistic.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { Invitations } from './invitations.tsx';
import { MemberMenu } from './member-menu.tsx';
import { type Role, roleChoices, roleName } from './roles.ts';

const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => answer(api.workspace.users.$get()) });
type Users = { users: User[]; members: Member[] };

export function TeamSettings({ isAdmin }: { isAdmin: boolean }) {
  const me = useMe();
  const people = useQuery(usersQuery);
  const queryClient = useQueryClient();
  if (people.isPending) return <Skeleton lines={[100, 100, 100, 100]} />;
  if (people.isError) return <p className="text-md text-danger">{messageOf(people.error)}</p>;
  const changeRole = (user: User, role: Role) => {
    const save = (json: { role: Role }) => answer(api.workspace.users[':id'].$patch({ param: { id: user.id }, json }));
    return changeAtOnce<Users, unknown>({
      queryKey: usersQuery.queryKey,
      apply: (before) => ({ ...before, users: before.users.map((other) => (other.id === user.id ? { ...other, role } : other)) }),
      save: () => save({ role }),
      takeBack: () => save({ role: user.role }),
      done: `${user.name} is now ${roleName(role).toLowerCase()}.`,
    });
  };
  const askAgain = async ({ id, name }: User) => {
    try {
      await answer(api.workspace.users[':id'].$patch({ param: { id }, json: { signsIn: false } }));
      say(`Whoever signed in as ${name} is asked again who they are.`);
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
    await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
  };
  return (
    <div className="grid grid-cols-1 gap-8">
      {isAdmin && <Invitations />}
      {isAdmin && <UnsaidMembers members={people.data.members} />}
      <ul aria-label="Everyone here" className="divide-y divide-line">
        {people.data.users.map((user) => (
          <li key={user.id} className="flex items-center justify-between gap-4 py-2.5 text-md">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{user.name}</span>
              {!user.isActive && <span className="text-quiet"> · has left</span>}
              <span className="block truncate text-sm text-quiet">
                {[user.team?.name, user.region, user.managerName && `with ${user.managerName}`, user.email].filter(Boolean).join(' · ') ||
                  'known from the data'}
                {!user.signsIn && ' · does not sign in yet'}
              </span>
            </span>
            {isAdmin && user.signsIn && user.id !== me.user?.id && (
              <MemberMenu
                name={user.name}
                who={{ userId: user.id }}
                more={[{ label: 'Ask again who this is', run: () => void askAgain(user) }]}
              />
            )}
            {isAdmin ? (
              <Select
                label={`Role of ${user.name}`}
                className="w-36"
                choices={roleChoices.map(({ value, label }) => ({ value, label }))}
                value={user.role}
                onChange={(role) => void changeRole(user, role as Role)}
              />
            ) : (
              <span className="text-sm text-quiet">{roleName(user.role)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Those who sign in but stand in no list of users, because they have not said which of them they are. */
function UnsaidMembers({ members }: { members: readonly Member[] }) {
  const queryClient = useQueryClient();
  if (members.length === 0) return null;
  const shutOut = async ({ id, name }: Member) => {
    try {
      await answer(api.workspace.members[':id'].$delete({ param: { id } }));
      say(`${name} can no longer sign in.`);
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
    await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
  };
  return (
    <section aria-labelledby="unsaid-members">
      <h2 id="unsaid-members" className="text-sm text-quiet">
        Sign in, but have not said who they are
      </h2>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <li key={member.id} className="flex items-center justify-between gap-4 py-2.5 text-md">
            <span className="min-w-0">
              <span className="font-medium">{member.name}</span>
              <span className="block truncate text-sm text-quiet">
                {member.email} · {roleName(member.role).toLowerCase()}
              </span>
            </span>
            {member.isYou ? (
              <span className="text-sm text-quiet">you</span>
            ) : (
              <span className="flex shrink-0 items-center gap-1">
                <MemberMenu name={member.name} who={{ memberId: member.id }} />
                <Button size="small" aria-label={`Shut out ${member.name}`} onClick={() => shutOut(member)}>
                  Shut out
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
