import { holdsKeys } from '../accounts/duties.ts';
import { OUTSIDE_UNIT, type PersonView } from '../accounts/person.ts';
import { STAFF_ROLES, type StaffRole } from '../cases/kinds.ts';
import { ExpectedError } from '../errors.ts';
import { isLang } from '../i18n.ts';
import { newSharesCommand } from './new-shares.ts';
import type { CommandIo } from './program/io.ts';
import { UsageError } from './program/outcome.ts';
import { runAsProgram, runProgram, type Command } from './program/program.ts';
import { staffProgram } from './program/staff-program.ts';
import { OPTIONS, print, printFresh, printInvitation, type Context } from './staff-words.ts';
import { workThrough } from './staff-work.ts';

function roleOf(text: string | undefined): StaffRole {
  const role = STAFF_ROLES.find((each) => each === text);
  if (!role) throw new UsageError();
  return role;
}

async function who({ place }: Context, typed: string | undefined): Promise<PersonView> {
  if (!typed) throw new UsageError();
  const person = await place.accounts.people.find(typed);
  if (!person) throw new ExpectedError('person-unknown', {}, 404);
  return person;
}

const COMMANDS: Record<string, Command<Context>> = {
  list: {
    takes: 0,
    async run(context) {
      const { io, place, lang, values } = context;
      const people = await place.accounts.people.list();
      if (values.json) io.out(JSON.stringify(people, null, 2));
      else if (people.length === 0) io.out(place.i18n.t(lang, 'cli-staff:common.none'));
      else for (const person of people) print(context, 'line', person);
    },
  },
  me: {
    takes: 0,
    async run(context) {
      const { person } = await context.signIn();
      print(context, 'me', person);
    },
  },
  add: {
    takes: 0,
    async run(context) {
      const { name, post, role, unit, outside, intake, words } = context.values;
      if (!name || !isLang(words)) throw new UsageError();
      const given = { name, post, role: roleOf(role), unit, outside, intake };
      const { worker } = await context.signIn();
      printFresh(context, await context.place.accounts.people.add(worker, given, words));
    },
  },
  invite: {
    takes: [0, 1],
    async run(context, [typed]) {
      const { name, post, role, unit, outside, intake } = context.values;
      const { people } = context.place.accounts;
      const again = typed === undefined ? undefined : (await who(context, typed)).id;
      if (again === undefined && !name) throw new UsageError();
      const given =
        again === undefined
          ? { name: name ?? '', post, role: roleOf(role), unit, outside, intake }
          : undefined;
      const { worker } = await context.signIn();
      const fresh = given
        ? await people.invite(worker, given)
        : await people.inviteAgain(worker, again ?? '');
      printInvitation(context, fresh);
    },
  },
  confirm: {
    takes: 1,
    async run(context, [typed]) {
      const { io, place, lang, values } = context;
      const { id } = await who(context, typed);
      const { worker } = await context.signIn();
      const shown =
        values.fingerprint ?? (await io.ask(place.i18n.t(lang, 'cli-staff:staff.askFingerprint'))) ?? '';
      print(context, 'confirmed', await place.accounts.people.confirm(worker, id, shown));
    },
  },
  unit: {
    takes: 2,
    async run(context, [typed, unit]) {
      const { id } = await who(context, typed);
      if (!unit) throw new UsageError();
      const { worker } = await context.signIn();
      const duties = unit === OUTSIDE_UNIT ? { outside: true } : { unit, outside: false };
      print(context, 'moved', await context.place.accounts.people.move(worker, id, duties));
    },
  },
  role: {
    takes: 2,
    async run(context, [typed, role]) {
      const { id } = await who(context, typed);
      const next = roleOf(role);
      const intake = context.values.intake || (holdsKeys(next) ? undefined : false);
      const duties = { role: next, intake };
      const { worker } = await context.signIn();
      print(context, 'moved', await context.place.accounts.people.move(worker, id, duties));
    },
  },
  renew: {
    takes: 1,
    async run(context, [typed]) {
      const { words } = context.values;
      if (!isLang(words)) throw new UsageError();
      const { id } = await who(context, typed);
      const { worker } = await context.signIn();
      printFresh(context, await context.place.accounts.people.renew(worker, id, words));
    },
  },
  disable: {
    takes: 1,
    async run(context, [typed]) {
      const { id } = await who(context, typed);
      const { worker } = await context.signIn();
      print(context, 'disabled', await context.place.accounts.people.disable(worker, id));
    },
  },
  reseal: {
    takes: 0,
    async run(context) {
      const { worker } = await context.signIn();
      await workThrough(context, (work, tell) => work.reseal(worker, tell));
    },
  },
  pass: {
    takes: 1,
    async run(context, [typed]) {
      const { id } = await who(context, typed);
      const { worker } = await context.signIn();
      await workThrough(context, (work, tell) => work.pass(worker, id, tell));
    },
  },
  'hand-over': {
    takes: 2,
    async run(context, [typed, colleague]) {
      const { id } = await who(context, typed);
      const to = await who(context, colleague);
      const { worker } = await context.signIn();
      await workThrough(context, (work, tell) => work.handOver(worker, id, to.id, tell));
    },
  },
  'new-shares': { takes: 0, run: newSharesCommand },
};

export const STAFF = staffProgram(OPTIONS, 'cli-staff:staff.help', COMMANDS);

/** Runs `npm run staff -- ARGS`; resolves to the exit code. */
export const runStaff = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(STAFF, args, io);

if (import.meta.main) await runAsProgram(runStaff);
