const done =
  /^(done|completed?|closed|finished|held|sent|logged|true|yes|erledigt|abgeschlossen|terminée?|effectuée?|complet|completad[ao]|hech[ao]|completat[ao]|conclu[íi]d[ao]|voltooid|afgerond|zakończon[eya]|ukończon[eya]|slutförd|klar|完了)/i;
const open =
  /^(open|not started|in progress|waiting|deferred|planned|scheduled|to ?do|pending|false|no|offen|nicht begonnen|geplant|in bearbeitung|à faire|prévue?|en cours|pendiente|en curso|planead[ao]|da fare|in corso|aberto|pendente|gepland|niet gestart|otwart[eya]|zaplanowan[eya]|nie rozpoczęto|ej påbörjad|planerad|未着手|進行中)/i;

/** Whether an activity's status says that it is done; undefined when it says neither. */
export function statusWord(status: string | undefined): boolean | undefined {
  if (status === undefined) return undefined;
  return done.test(status) ? true : open.test(status) ? false : undefined;
}
