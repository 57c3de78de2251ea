import { fieldsOf } from '../../cases/fields.ts';
import { cancelStage, consentStage, offerStage, resumeStage } from './asides.ts';
import { questionStage } from './question.ts';
import { reviewStage } from './review.ts';
import type { Form, Stage } from './stage.ts';
import { toldStage } from './told.ts';
import { WAYS } from './ways/index.ts';

/**
 * Every stage of a form by the name that drafts keep: one question for each field of the registry, and what stands
 * beside them. Throws when a field has an input that a chat cannot ask.
 */
export function stagesOf(form: Form): ReadonlyMap<string, Stage> {
  const stages = new Map<string, Stage>([
    ['offer', offerStage(form)],
    ['resume', resumeStage(form)],
    ['consent', consentStage(form)],
    ['review', reviewStage(form)],
    ['cancel', cancelStage(form)],
    ['told', toldStage(form)],
  ]);
  for (const field of fieldsOf(form.kind)) {
    const way = WAYS[field.input];
    if (!way) throw new Error(`no way to ask "${field.id}" (${field.input}) in a chat`);
    if (stages.has(field.id)) throw new Error(`a field must not be called "${field.id}"`);
    stages.set(field.id, questionStage(form, field, way));
  }
  return stages;
}
