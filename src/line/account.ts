import { LineBotClient, type messagingApi } from '@line/bot-sdk';
import { callLine, faultyFields, type CallResult } from './line-call.ts';

/** What LINE says about our account, and setting it: for the tools of whoever runs the server, never for a chat. */
export interface LineAccount {
  info(): Promise<CallResult<messagingApi.BotInfoResponse>>;
  endpoint(): Promise<CallResult<messagingApi.GetWebhookEndpointResponse>>;
  setEndpoint(endpoint: string): Promise<CallResult<unknown>>;
  /** Has LINE send an empty, signed request to the address. */
  testEndpoint(endpoint: string): Promise<CallResult<messagingApi.TestWebhookEndpointResponse>>;
  quota(): Promise<CallResult<messagingApi.MessageQuotaResponse>>;
  used(): Promise<CallResult<messagingApi.QuotaConsumptionResponse>>;
  defaultMenu(): Promise<CallResult<messagingApi.RichMenuIdResponse>>;
  menus(): Promise<CallResult<messagingApi.RichMenuListResponse>>;
  createMenu(menu: messagingApi.RichMenuRequest): Promise<CallResult<messagingApi.RichMenuIdResponse>>;
  setMenuImage(id: string, png: Uint8Array<ArrayBuffer>): Promise<CallResult<unknown>>;
  setDefaultMenu(id: string): Promise<CallResult<unknown>>;
  deleteMenu(id: string): Promise<CallResult<unknown>>;
  createAlias(alias: string, menu: string): Promise<CallResult<unknown>>;
  updateAlias(alias: string, menu: string): Promise<CallResult<unknown>>;
}

export function createLineAccount(options: {
  accessToken: string;
  apiBaseUrl?: string;
  dataApiBaseUrl?: string;
  /** For one request, in milliseconds. */
  timeoutMs?: number;
}): LineAccount {
  const { accessToken, apiBaseUrl, dataApiBaseUrl, timeoutMs = 20_000 } = options;
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: accessToken,
    apiBaseURL: apiBaseUrl,
    dataApiBaseURL: dataApiBaseUrl,
  });
  const call = <T>(request: () => Promise<T>) => callLine(request, timeoutMs);
  return {
    info: () => call(() => client.getBotInfo()),
    endpoint: () => call(() => client.getWebhookEndpoint()),
    setEndpoint: (endpoint) => call(() => client.setWebhookEndpoint({ endpoint })),
    testEndpoint: (endpoint) => call(() => client.testWebhookEndpoint({ endpoint })),
    quota: () => call(() => client.getMessageQuota()),
    used: () => call(() => client.getMessageQuotaConsumption()),
    defaultMenu: () => call(() => client.getDefaultRichMenuId()),
    menus: () => call(() => client.getRichMenuList()),
    createMenu: (menu) => call(() => client.createRichMenu(menu)),
    setMenuImage: (id, png) =>
      call(() => client.setRichMenuImage(id, new Blob([png], { type: 'image/png' }))),
    setDefaultMenu: (id) => call(() => client.setDefaultRichMenu(id)),
    deleteMenu: (id) => call(() => client.deleteRichMenu(id)),
    createAlias: (richMenuAliasId, richMenuId) =>
      call(() => client.createRichMenuAlias({ richMenuAliasId, richMenuId })),
    updateAlias: (alias, richMenuId) => call(() => client.updateRichMenuAlias(alias, { richMenuId })),
  };
}

/** Why a request came to nothing: a status and the fields LINE named, or no answer. */
export type Failure = { kind: 'no-answer' } | { kind: 'status'; status: number; fields: string };

export function failureOf(result: CallResult<unknown>): Failure | undefined {
  if (result.kind === 'ok') return undefined;
  if (result.kind === 'no-answer') return { kind: 'no-answer' };
  return { kind: 'status', status: result.status, fields: faultyFields(result.body) };
}
