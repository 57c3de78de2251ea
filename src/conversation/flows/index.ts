import type { Flow } from '../flow.ts';
import { askFlow } from './ask.ts';
import { commentFlow } from './comment.ts';
import { complaintFlow } from './complaint.ts';
import { menuFlow } from './menu.ts';
import { trackFlow } from './track.ts';

/** Every dialogue of the bot. A new one is an entry here, its file, its wording, and its place in the menu. */
export const FLOWS: readonly Flow[] = [menuFlow, askFlow, complaintFlow, commentFlow, trackFlow];
