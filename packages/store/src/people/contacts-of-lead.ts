/**
 * SQL for the ids of the contacts that are the same person as a lead: the one that it became, and those with its mail address.
 *
 * @param lead alias of the row of app.leads
 */
export const contactsOf = (lead: string): string => `distinct app.merged_target('contacts', c.id) from app.contacts c
  where c.erased_at is null and (c.id = ${lead}.contact_id or c.id in (
    select p.contact_id from app.contact_points p where p.kind = 'email' and p.value_key = lower(${lead}.email)))`;
