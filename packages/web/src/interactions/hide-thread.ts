import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { say } from '../ui/toasts.ts';

/** Hides a conversation and all that belongs to it from colleagues who took no part, or shows it again. */
export async function hideThread(interactionId: string, isHidden: boolean): Promise<void> {
  const set = async (value: boolean) => {
    try {
      await answer(api.capture.interactions[':id'].hide.$post({ param: { id: interactionId }, json: { isHidden: value } }));
      return true;
    } catch (error) {
      say(`Not changed: ${messageOf(error)}`, { problem: true });
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['timeline'] });
    }
  };
  if (await set(isHidden))
    say(isHidden ? 'Hidden from colleagues who took no part.' : 'Colleagues see this thread again.', {
      undo: async () => void (await set(!isHidden)),
    });
}
