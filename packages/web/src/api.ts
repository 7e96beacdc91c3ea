import type { Api, Problem } from '@windshield/contract';
import type { ClientResponse } from 'hono/client';
import { hc } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';

/** The typed client, a room each: `answer(api.deals.deals.$get({ query: {} }))`. From the contract's types alone. */
export const api = {
  accounts: hc<Api['accounts']>('/').api.v1,
  people: hc<Api['people']>('/').api.v1,
  deals: hc<Api['deals']>('/').api.v1,
  leads: hc<Api['leads']>('/').api.v1,
  interactions: hc<Api['interactions']>('/').api.v1,
  parts: hc<Api['parts']>('/').api.v1,
  goals: hc<Api['goals']>('/').api.v1,
  today: hc<Api['today']>('/').api.v1,
  imports: hc<Api['imports']>('/').api.v1,
  workspace: hc<Api['workspace']>('/').api.v1,
  account: hc<Api['account']>('/').api.v1,
  auth: hc<Api['account']>('/').api.auth,
  capture: hc<Api['capture']>('/').api.v1,
  hygiene: hc<Api['hygiene']>('/').api.v1,
};

/** What the server said was wrong (RFC 9457), as an error whose message is meant for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** What was wrong and what would be right, by field. */
  readonly fields: Readonly<Record<string, string>>;
  /** With `versionConflict`: the record as it is now. */
  readonly current: unknown;
  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? `The server answered with ${status}. Try again; if it stays, look at its log.`);
    this.status = status;
    this.code = problem.code ?? 'internal';
    this.fields = Object.fromEntries((problem.fields ?? []).map(({ field, message }) => [field, message]));
    this.current = problem.current;
  }
}

type Answer<Response> =
  Response extends ClientResponse<infer Body, infer Status, string> ? (Status extends SuccessStatusCode ? Body : never) : never;

/** The body of a good answer; everything else is thrown as an {@link ApiProblem}. A 204 gives null. */
export async function answer<Response extends ClientResponse<unknown, number, string>>(
  request: Promise<Response>,
): Promise<Answer<Response>> {
  const response = await request;
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? null : await response.json()) as Answer<Response>;
}

async function problemOf(response: Pick<Response, 'status' | 'json'>): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  return new ApiProblem(response.status, typeof body === 'object' && body !== null ? body : {});
}

/** The `If-Match` header of a change to the version that was seen. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
