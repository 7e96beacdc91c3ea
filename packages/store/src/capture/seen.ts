import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Named, NotFound } from '../records/index.ts';

export type Channel = 'mail' | 'calendar' | 'phone' | 'inPerson';

/** How much of a person's work the data show, channel by channel. */
export interface Seen {
  readonly user: Named;
  readonly channels: readonly {
    readonly channel: Channel;
    /** A source reads it by itself, or the person has told of it. */
    readonly isCovered: boolean;
    /** `YYYY-MM-DD` */
    readonly since: string | null;
    /** Working days (Monday to Friday) of the last 90 days with at least one record, 0 to 1; null while nothing covers the channel. */
    readonly share: number | null;
  }[];
}

/** @param day `YYYY-MM-DD`: the 90 days end with the one before @throws NotFound */
export async function seenOf(tx: WorkspaceTransaction, userId: string, day: string): Promise<Seen> {
  const [user] = await tx.raw<Named>(
    `select id, name from app.users where workspace_id = (select app.workspace()) and id = $1 and deleted_at is null`,
    [userId],
  );
  if (!user) throw new NotFound('user', userId);
  const rows = await tx.raw<{ channel: Channel; has_source: boolean; since: string | null; days: number; working: number }>(
    `with period as (select ($2::date - 90) as first, $2::date as after_last),
     working as (select day::date from period, generate_series(period.first, period.after_last - 1, interval '1 day') day where extract(isodow from day) < 6),
     took_part as (
       select i.type, i.place, i.occurred_at, i.source from app.interactions i, period
       where i.workspace_id = (select app.workspace()) and i.user_id = $1 and i.state = 'done' and i.occurred_at >= period.first and i.occurred_at < period.after_last
       union all
       select i.type, i.place, i.occurred_at, i.source from period, app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
       where p.workspace_id = (select app.workspace()) and p.user_id = $1 and i.state = 'done' and p.occurred_at >= period.first and p.occurred_at < period.after_last),
     recorded as (
       select channel, day from took_part
       cross join lateral (select (occurred_at at time zone coalesce((select time_zone from app.workspaces where workspace_id = (select app.workspace())), 'UTC'))::date as day) d
       cross join lateral (values
         ('mail', type = 'mail'), ('calendar', type = 'meeting'), ('phone', type in ('call', 'chat')),
         ('inPerson', type = 'visit' or (type = 'meeting' and place = 'inPerson'))) c (channel, is_of)
       where is_of),
     sources as (select kind, covers_since, last_read_at from app.sources_seen() where user_id = $1)
     select channel,
       case channel when 'mail' then exists (select from sources where kind in ('imap', 'upload', 'watchedFolder'))
         when 'calendar' then exists (select from sources where kind in ('caldav', 'calendarFeed')) else false end as has_source,
       to_char(case channel when 'mail' then (select min(covers_since) from sources where kind in ('imap', 'upload', 'watchedFolder'))
         when 'calendar' then (select min(covers_since) from sources where kind in ('caldav', 'calendarFeed')) end, 'YYYY-MM-DD') as since,
       (select count(distinct r.day)::int from recorded r join working w on w.day = r.day where r.channel = c.channel) as days,
       (select count(*)::int from working) as working
     from unnest(array['mail', 'calendar', 'phone', 'inPerson']) as c (channel)`,
    [userId, day],
  );
  return {
    user,
    channels: rows.map(({ channel, has_source, since, days, working }) => {
      const isCovered = has_source || days > 0;
      return { channel, isCovered, since, share: isCovered && working > 0 ? days / working : null };
    }),
  };
}
