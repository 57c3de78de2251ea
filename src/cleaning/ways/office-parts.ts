/**
 * What is done with each part of a Word, Excel or PowerPoint file, by its name; the first row that fits decides. A part
 * that fits none means that the file cannot be cleaned: the reporter is told.
 * `drop`: with every reference to it. `xml`: rewritten by `office-xml.ts`. `picture`: drawn anew. `keep`: as it is.
 */
export const OFFICE_PARTS: readonly { name: RegExp; do: 'drop' | 'xml' | 'picture' | 'keep' | 'macros' }[] = [
  { name: /vbaProject|vbaData|macrosheets|activeX|xl\/intlsheets|attachedToolbars/i, do: 'macros' },
  // Author, company, times, revision number, preview; labels of the company; whatever programs put beside the text.
  { name: /^docProps\//i, do: 'drop' },
  { name: /^docMetadata\//i, do: 'drop' },
  { name: /^customXml\//i, do: 'drop' },
  { name: /^_xmlsignatures\//i, do: 'drop' },
  { name: /(^|\/)customXml\//i, do: 'drop' },
  // Names and accounts of who commented; names of printers; who changed a shared workbook when; paths to other files.
  { name: /\/printerSettings\//i, do: 'drop' },
  {
    name: /^xl\/(revisions|userNames|externalLinks|connections\.xml|queryTables|webextensions)/i,
    do: 'drop',
  },
  {
    name: /^(word|xl|ppt)\/(webextensions|userCustomization|customizations\.xml|stylesWithEffects\.xml)/i,
    do: 'drop',
  },
  { name: /^word\/(people|recipientData)\.xml$/i, do: 'drop' },
  { name: /^(customUI|userCustomization|package)\//i, do: 'drop' },
  { name: /^ppt\/(changesInfos|revisionInfo\.xml|tags)(\/|$)?/i, do: 'drop' },
  { name: /\.(jpe?g|png|webp)$/i, do: 'picture' },
  { name: /^word\/fonts\/[^/]+\.odttf$/i, do: 'keep' },
  { name: /^ppt\/fonts\/[^/]+\.fntdata$/i, do: 'keep' },
  { name: /(^\[Content_Types\]\.xml|\.xml|\.rels|\.vml)$/i, do: 'xml' },
];
