import { randomBytes } from 'node:crypto';
import { raw, Router } from 'express';
import { graphemes } from '../rules/measure.ts';
import { asJson, asList } from '../rules/rule.ts';

const MAX_IMAGE_BYTES = 1_000_000;
const MIN_RATIO = 1.45;
const MAX_AREAS = 20;
const ALIAS = /^[a-z0-9_-]{1,32}$/;

/** What is wrong with a rich menu, in LINE's manner; undefined when nothing is. */
function menuProblem(value: unknown): string | undefined {
  const { size, name, chatBarText, areas } = asJson(value);
  const { width, height } = asJson(size) as { width?: unknown; height?: unknown };
  if (typeof width !== 'number' || width < 800 || width > 2500)
    return 'size.width must be between 800 and 2500';
  if (typeof height !== 'number' || height < 250) return 'size.height must be at least 250';
  if (width / height < MIN_RATIO) return 'size: the ratio must be at least 1.45';
  if (typeof name !== 'string' || name === '' || name.length > 300) return 'name: must be between 1 and 300';
  if (typeof chatBarText !== 'string' || chatBarText === '' || graphemes(chatBarText) > 14) {
    return 'chatBarText: must be between 1 and 14';
  }
  return asList(areas).length > MAX_AREAS ? 'areas: at most 20' : undefined;
}

/** Rich menus, kept in memory: create, read, list, delete, picture, default, aliases. */
export function richMenuRoutes(): Router {
  const router = Router();
  const menus = new Map<string, { menu: Record<string, unknown>; hasImage: boolean }>();
  const aliases = new Map<string, string>();
  let defaultMenu: string | undefined;
  const notFound = { message: 'Not found' };

  router.post('/v2/bot/richmenu', (req, res) => {
    const problem = menuProblem(req.body);
    if (problem) return void res.status(400).json({ message: problem });
    const richMenuId = `richmenu-${randomBytes(16).toString('hex')}`;
    menus.set(richMenuId, { menu: req.body as Record<string, unknown>, hasImage: false });
    res.json({ richMenuId });
  });
  router.get('/v2/bot/richmenu/list', (_req, res) => {
    res.json({ richmenus: [...menus].map(([richMenuId, { menu }]) => ({ richMenuId, ...menu })) });
  });

  router.get('/v2/bot/richmenu/alias/list', (_req, res) => {
    res.json({
      aliases: [...aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })),
    });
  });
  router.post(['/v2/bot/richmenu/alias', '/v2/bot/richmenu/alias/:alias'], (req, res) => {
    const body = asJson(req.body);
    const isNew = req.params['alias'] === undefined;
    const alias = String(req.params['alias'] ?? body['richMenuAliasId']);
    const menu = menus.get(String(body['richMenuId']));
    if (!ALIAS.test(alias) || !menu?.hasImage) return void res.status(400).json({ message: 'Invalid alias' });
    if (isNew === aliases.has(alias)) {
      return void res
        .status(isNew ? 400 : 404)
        .json({ message: isNew ? 'conflict richmenu alias id' : 'Not found' });
    }
    aliases.set(alias, String(body['richMenuId']));
    res.json({});
  });
  router.delete('/v2/bot/richmenu/alias/:alias', (req, res) => {
    res.status(aliases.delete(req.params.alias) ? 200 : 404).json({});
  });

  router.post('/v2/bot/richmenu/:id/content', raw({ type: () => true, limit: '2mb' }), (req, res) => {
    const entry = menus.get(req.params['id'] ?? '');
    if (!entry) return void res.status(404).json(notFound);
    if (entry.hasImage) return void res.status(400).json({ message: 'An image has already been uploaded' });
    const type = req.get('content-type') ?? '';
    if (!/^image\/(png|jpeg)$/.test(type)) return void res.status(415).json({ message: 'PNG or JPEG only' });
    if ((req.body as Buffer).length > MAX_IMAGE_BYTES)
      return void res.status(413).json({ message: 'At most 1 MB' });
    entry.hasImage = true;
    res.json({});
  });
  router.get('/v2/bot/richmenu/:id', (req, res) => {
    const entry = menus.get(req.params.id);
    if (!entry) return void res.status(404).json(notFound);
    res.json({ richMenuId: req.params.id, ...entry.menu });
  });
  router.delete('/v2/bot/richmenu/:id', (req, res) => {
    if (defaultMenu === req.params.id) defaultMenu = undefined;
    res.status(menus.delete(req.params.id) ? 200 : 404).json({});
  });

  router.get('/v2/bot/user/all/richmenu', (_req, res) => {
    if (!defaultMenu) return void res.status(404).json(notFound);
    res.json({ richMenuId: defaultMenu });
  });
  router.post('/v2/bot/user/all/richmenu/:id', (req, res) => {
    if (!menus.get(req.params.id)?.hasImage) return void res.status(404).json(notFound);
    defaultMenu = req.params.id;
    res.json({});
  });
  router.delete('/v2/bot/user/all/richmenu', (_req, res) => {
    defaultMenu = undefined;
    res.json({});
  });
  return router;
}
