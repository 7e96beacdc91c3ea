import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '@windshield/store';
import type { Context } from 'hono';

/** Who asks. */
export interface Caller {
  /** How the database knows them. */
  readonly actor: Actor;
  /** The person behind a session; a key has none. */
  readonly person?: {
    readonly userId: string;
    readonly sessionId: string;
    readonly name: string;
    readonly email: string;
    /** The workspace asks for two-factor sign-in, and they have not set it up. */
    readonly owesTwoFactor: boolean;
  };
}

export interface Env {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The pattern of the route that answered, for the log. */
    route: string;
    /** What went wrong within, for the log. */
    fault: unknown;
  };
}

export type App = OpenAPIHono<Env>;
export type RequestContext = Context<Env>;
