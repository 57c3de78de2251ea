import { createFormFlow } from '../form/form.ts';

/** Saying what is good, what is not, what could be. */
export const commentFlow = createFormFlow('comment');
