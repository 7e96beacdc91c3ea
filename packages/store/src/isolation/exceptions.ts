/**
 * Every place where schema `app` is read by anybody but the app's role under its workspace's policy. The test of isolation compares this
 * with what the database says: nothing joins the list unseen.
 */
export const searchedAcrossWorkspaces = {
  role: 'windshield_search',
  /** Policies `using (true)`, for select, to that role alone; only the two functions below run as it. */
  tables: ['accounts', 'contact_points', 'contacts', 'deals', 'leads', 'needs', 'notes', 'search_words', 'stages'],
} as const;

/** SECURITY DEFINER functions, by who they run as. Those of the house stay under row-level security of the transaction's workspace. */
export const definerFunctions: Readonly<Record<string, readonly string[]>> = {
  windshield_house: [
    'cancel_missing',
    'correct_captured',
    'correct_interactions',
    'erase_contact',
    'erase_contact_captured',
    'erase_contact_records',
    'erase_lead',
    'fold_interaction',
    'fold_last_interactions',
    'forget_merges',
    'hide_thread',
    'join_threads',
    'link_interactions',
    'make_first_pipeline',
    'merge_rows',
    'own_addresses',
    'point_field',
    'refold_interactions',
    'refold_last_interactions',
    'refresh_statistics',
    'refresh_table_statistics',
    'remove_captured',
    'remove_imported',
    'set_own_settings',
    'settle_meetings',
    'settle_strays',
    'sources_due',
    'sources_seen',
    'take_back_decided',
    'take_back_interaction',
    'unmerge_rows',
    'withdraw_captured',
  ],
  windshield_search: ['matching', 'search'],
  windshield_worker: ['enqueue'],
};
