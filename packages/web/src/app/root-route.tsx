import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Toaster } from '../ui/toaster.tsx';
import { messageOf } from './optimistic.ts';
import { requireSession } from './session.ts';
import { Shell } from './shell.tsx';

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toaster />
    </>
  ),
  errorComponent: ({ error, reset }) => (
    <main id="main">
      <EmptyState
        title="This page could not be shown"
        action={
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        {messageOf(error)}
      </EmptyState>
    </main>
  ),
  notFoundComponent: () => (
    <main id="main">
      <EmptyState
        title="There is no such page"
        action={
          <a href="/" className="text-accent underline underline-offset-3">
            Go to Today
          </a>
        }
      >
        The address may be mistyped, or the record was removed.
      </EmptyState>
    </main>
  ),
});

/** Parent of every room: entered only when signed in. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const me = await requireSession(location.href);
    if (me.owesTwoFactor) throw redirect({ to: '/two-factor' });
    if (me.user === null && me.hasData) throw redirect({ to: '/who' });
    return { me };
  },
  pendingComponent: () => (
    <div className="mx-auto max-w-2xl p-8">
      <Skeleton lines={[40, 90, 90, 90]} />
    </div>
  ),
  component: Shell,
});

const outside = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => rootRoute, path, component });

export const setupRoute = outside(
  '/setup',
  lazyRouteComponent(() => import('../workspace/setup-room.tsx'), 'SetupRoom'),
);

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = search['to'];
    // Only a path of this site: a link must not be able to send someone elsewhere after signing in.
    return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {};
  },
  component: lazyRouteComponent(() => import('../workspace/sign-in-room.tsx'), 'SignInRoom'),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../workspace/invitation-room.tsx'), 'InvitationRoom'),
});

export const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password/$token',
  component: lazyRouteComponent(() => import('../workspace/new-password-room.tsx'), 'NewPasswordRoom'),
});

export const twoFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/two-factor',
  beforeLoad: async () => ({ me: await requireSession('/two-factor') }),
  component: lazyRouteComponent(() => import('../workspace/two-factor-room.tsx'), 'TwoFactorRoom'),
});

export const whoRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/who',
  beforeLoad: async () => {
    const me = await requireSession('/who');
    if (me.owesTwoFactor) throw redirect({ to: '/two-factor' });
    return { me };
  },
  component: lazyRouteComponent(() => import('../workspace/who-room.tsx'), 'WhoRoom'),
});
