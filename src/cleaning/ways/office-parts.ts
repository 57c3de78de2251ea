/**
 * What is done with each part of a Word, Excel or PowerPoint file, by its name; the first row that fits decides. A part
 * that fits none means that the file cannot be cleaned: the reporter is told.
 * `drop`: with every reference to it. `told`: it holds paths, accounts or files that cannot be taken out without breaking it. `xml`: rewritten by `office-xml.ts`. `picture`: drawn anew. `keep`: as it is.
 */
export const OFFICE_PARTS: readonly {
  name: RegExp;
  do: 'drop' | 'xml' | 'picture' | 'keep' | 'macros' | 'told';
}[] = [
  { name: /vbaProject|vbaData|macrosheets|activeX|xl\/intlsheets|attachedToolbars/i, do: 'macros' },
  // Author, company, times, revision number, preview; labels of the company; whatever programs put beside the text.
  { name: /^docProps\//i, do: 'drop' },
  { name: /^docMetadata\//i, do: 'drop' },
  { name: /^customXml\//i, do: 'drop' },
  { name: /^_xmlsignatures\//i, do: 'drop' },
  { name: /(^|\/)customXml\//i, do: 'drop' },
  // Names of printers; who changed a shared workbook when; accounts of who commented; lists of addressees.
  { name: /\/printerSettings\//i, do: 'drop' },
  { name: /^xl\/(revisions\/|userNames|webextensions\/)/i, do: 'drop' },
  {
    name: /^(word|ppt)\/(webextensions\/|userCustomization|customizations\.xml|stylesWithEffects\.xml)/i,
    do: 'drop',
  },
  { name: /^word\/(people|recipientData)\.xml$/i, do: 'drop' },
  // Connections to databases with their accounts; other files inside this one.
  { name: /^xl\/(connections\.xml|queryTables\/|model\/)|\/embeddings\//i, do: 'told' },
  { name: /^(customUI|userCustomization|package)\//i, do: 'drop' },
  { name: /^ppt\/(changesInfos|revisionInfo\.xml|tags)(\/|$)?/i, do: 'drop' },
  { name: /\.(jpe?g|png|webp)$/i, do: 'picture' },
  { name: /^word\/fonts\/[^/]+\.odttf$/i, do: 'keep' },
  { name: /^ppt\/fonts\/[^/]+\.fntdata$/i, do: 'keep' },
  { name: /(^\[Content_Types\]\.xml|\.xml|\.rels|\.vml)$/i, do: 'xml' },
];
