import { PDFDocument, PDFHexString, PDFName, PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import { zipSync, type Zippable } from 'fflate';
import { NEEDLE } from './needles.ts';
import { hidingJpeg, hidingPng, icc, xmp } from './pictures.ts';

const VISIBLE = 'The words of the document';
/** Where a link of the PDF leads that stays. */
const WEB_LINK = 'https://www.example.go.th/tender';
export { VISIBLE, WEB_LINK };

function hideInPdf(document: PDFDocument, context: PDFContext): void {
  document.setAuthor(NEEDLE.author);
  document.setCreator(NEEDLE.serial);
  document.setSubject(`${NEEDLE.latitude} ${NEEDLE.longitude}`);
  const { catalog } = document;
  const metadata = context.register(context.flateStream(xmp(), { Type: 'Metadata', Subtype: 'XML' }));
  catalog.set(PDFName.of('Metadata'), metadata);
  catalog.set(PDFName.of('PieceInfo'), context.obj({ Needle: { Private: PDFString.of(NEEDLE.serial) } }));
  catalog.set(
    PDFName.of('OpenAction'),
    context.obj({ S: 'JavaScript', JS: PDFString.of(`app.alert("${NEEDLE.author}")`) }),
  );
  const layer = context.register(
    context.obj({
      Type: 'OCG',
      Name: PDFString.of('layer'),
      Usage: { CreatorInfo: { Creator: PDFString.of(NEEDLE.author) } },
    }),
  );
  catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: {} }));
  const figure = {
    Type: 'StructElem',
    T: author(),
    S: 'Figure',
    Alt: PDFHexString.fromText(`C:\\Users\\${NEEDLE.author}\\shop.jpg`),
  };
  catalog.set(PDFName.of('StructTreeRoot'), context.obj({ K: [figure] }));
  catalog.set(PDFName.of('URI'), context.obj({ Base: PDFString.of(`file:///C:/Users/${NEEDLE.author}/`) }));
  context.register(context.obj({ Orphan: PDFString.of(`earlier version by ${NEEDLE.author}`) }));
}

const author = () => PDFHexString.fromText(NEEDLE.author); // UTF-16

function annotations(context: PDFContext): PDFRef[] {
  const note = { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], Contents: PDFString.of('a remark') };
  return [
    context.register(
      context.obj({
        ...note,
        T: author(),
        M: PDFString.of('D:20261121234719'),
        NM: PDFString.of(NEEDLE.serial),
        Subj: author(),
        Popup: context.register(
          context.obj({ Type: 'Annot', Subtype: 'Popup', Rect: [10, 10, 30, 30], T: author() }),
        ),
      }),
    ),
    context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [40, 40, 60, 60],
        A: { S: 'Launch', F: PDFString.of(`C:\\Users\\${NEEDLE.author}\\x.exe`) },
      }),
    ),
    context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [40, 40, 60, 60],
        A: { S: 'URI', URI: PDFString.of(`file:///C:/Users/${NEEDLE.author}/x.doc`) },
      }),
    ),
    context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [40, 40, 60, 60],
        A: { S: 'URI', URI: PDFString.of(WEB_LINK) },
      }),
    ),
    context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'FileAttachment',
        Rect: [70, 70, 90, 90],
        T: author(),
        FS: {
          Type: 'Filespec',
          F: PDFString.of(`${NEEDLE.author}.txt`),
          EF: { F: context.register(context.flateStream(NEEDLE.serial, { Type: 'EmbeddedFile' })) },
        },
      }),
    ),
  ];
}

export async function hidingPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const { context } = document;
  hideInPdf(document, context);
  const page = document.addPage([300, 200]);
  page.drawText(VISIBLE, { x: 20, y: 150 });
  page.drawImage(await document.embedJpg(await hidingJpeg()), { x: 20, y: 20, width: 60, height: 40 });
  page.node.set(PDFName.of('Annots'), context.obj(annotations(context)));
  const insert = context.flateStream('q Q', {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, 1, 1],
    'PTEX.FileName': PDFString.of(`./${NEEDLE.author}.pdf`),
    'PTEX.InfoDict': context.register(
      context.obj({ Author: author(), CreationDate: PDFString.of(NEEDLE.time) }),
    ),
  });
  page.node.newXObject('Insert', context.register(insert));
  page.node.set(PDFName.of('LastModified'), PDFString.of('D:20261121234719'));
  page.node.set(
    PDFName.of('Thumb'),
    context.register(context.flateStream(`preview ${NEEDLE.author}`, { Width: 1, Height: 1 })),
  );
  const profile = context.register(context.flateStream(icc(), { N: 3 }));
  page.node.Resources()?.set(PDFName.of('ColorSpace'), context.obj({ CS0: ['ICCBased', profile] }));
  await document.attach(Buffer.from(`attached by ${NEEDLE.author}`), 'note.txt', {
    author: NEEDLE.author,
  } as never);
  const bytes = await document.save({ useObjectStreams: true });
  return Buffer.concat([bytes, Buffer.from(`\n% ${NEEDLE.serial} behind the end\n`)]);
}

/** A PDF that says it is encrypted. */
export async function lockedPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  document.encrypt({ userPassword: 'x', ownerPassword: 'y' });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

type Parts = Record<string, string | Uint8Array>;

const rels = (...each: [type: string, target: string, mode?: string][]) =>
  `${XML}<Relationships xmlns="${RELS}">${each
    .map(
      ([type, target, mode], n) =>
        `<Relationship Id="rId${n + 1}" Type="${type.includes(':') ? type : `${REL}/${type}`}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
    )
    .join('')}</Relationships>`;

function packed(main: string, parts: Parts, options: { comment?: string } = {}): Buffer {
  const all: Parts = {
    '[Content_Types].xml': `${XML}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>${Object.keys(
      parts,
    )
      .filter((name) => name.endsWith('.xml'))
      .map((name) => `<Override PartName="/${name}" ContentType="application/vnd.needle+xml"/>`)
      .join('')}</Types>`,
    '_rels/.rels': rels(
      ['officeDocument', main],
      [
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ],
      ['extended-properties', 'docProps/app.xml'],
      ['custom-properties', 'docProps/custom.xml'],
      [
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail',
        'docProps/thumbnail.jpeg',
      ],
    ),
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>${NEEDLE.author}</dc:creator><cp:lastModifiedBy>${NEEDLE.author}</cp:lastModifiedBy><dcterms:created>2026-11-21T23:47:19Z</dcterms:created></cp:coreProperties>`,
    'docProps/app.xml': `${XML}<Properties><Company>${NEEDLE.author}</Company><Manager>${NEEDLE.serial}</Manager></Properties>`,
    'docProps/custom.xml': `${XML}<Properties><property name="gps">${NEEDLE.latitude}</property></Properties>`,
    ...parts,
  };
  const files: Zippable = Object.fromEntries(
    Object.entries(all).map(([name, part]) => [
      name,
      [typeof part === 'string' ? Buffer.from(part) : part, { comment: NEEDLE.author }],
    ]),
  );
  return Buffer.from(zipSync(files, { mtime: new Date(2026, 10, 21, 23, 47, 19), ...options }));
}

export async function hidingDocx(more: Parts = {}): Promise<Buffer> {
  return packed('word/document.xml', {
    'docProps/thumbnail.jpeg': await hidingJpeg(),
    'word/document.xml': `${XML}<w:document ${W} xmlns:w14="w14" xmlns:r="r"><!-- ${NEEDLE.author} --><w:body><w:p w:rsidR="00A1${NEEDLE.serial}" w:rsidRDefault="00AB12CD"><w:r><w:t>${VISIBLE}</w:t></w:r><w:ins w:id="1" w:author="${NEEDLE.author}" w:date="2026-11-21T23:47:19Z"><w:r><w:t>inserted</w:t></w:r></w:ins><w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" name="Picture 1" descr="C:\\Users\\${NEEDLE.author}\\shop.jpg"/><pic:cNvPr xmlns:pic="pic" id="0" name="${NEEDLE.author}_${NEEDLE.serial}.JPG"/></w:drawing></w:r><w:r><v:shape xmlns:v="v" alt='D:\\${NEEDLE.author}\\a'><v:imagedata xmlns:o="o" o:title="${NEEDLE.serial}"/></v:shape></w:r><w:r><w:instrText xml:space="preserve"> INCLUDEPICTURE "/Users/${NEEDLE.author}/a.png" \\* MERGEFORMATINET </w:instrText></w:r><w:fldSimple w:instr=" LINK Excel.Sheet.12 &quot;C:\\\\Users\\\\${NEEDLE.author}\\\\b.xlsx&quot; \\a "/><w:del w:id="2" w:author='${NEEDLE.author}' w:date='2026-11-21T23:47:19Z'><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p></w:body></w:document>`,
    'word/comments.xml': `${XML}<w:comments ${W}><w:comment w:id="0" w:author="${NEEDLE.author}" w:initials="${NEEDLE.serial}" w:date="2026-11-21T23:47:19Z"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/people.xml': `${XML}<w15:people xmlns:w15="w15"><w15:person w15:author="${NEEDLE.author}"><w15:presenceInfo w15:providerId="AD" w15:userId="${NEEDLE.serial}"/></w15:person></w15:people>`,
    'word/settings.xml': `${XML}<w:settings ${W} xmlns:w15="w15" xmlns:r="r"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="${NEEDLE.serial}"/></w:rsids><w:docVars><w:docVar w:name="owner" w:val="${NEEDLE.author}"/></w:docVars><w15:docId w15:val="{${NEEDLE.serial}}"/></w:settings>`,
    'word/_rels/settings.xml.rels': rels([
      'attachedTemplate',
      `file:///C:\\Users\\${NEEDLE.author}\\Normal.dotm`,
      'External',
    ]),
    'word/media/image1.jpeg': await hidingJpeg(),
    'word/media/image2.png': await hidingPng(),
    'word/_rels/document.xml.rels': rels(
      ['comments', 'comments.xml'],
      ['settings', 'settings.xml'],
      ['image', 'media/image1.jpeg'],
      ['image', 'media/image2.png'],
      ['http://schemas.microsoft.com/office/2011/relationships/people', 'people.xml'],
      ['customXml', '../customXml/item1.xml'],
      ['hyperlink', 'https://www.example.go.th/', 'External'],
      ['image', `http://${NEEDLE.author}.example/pixel.png`, 'External'],
    ),
    'customXml/item1.xml': `${XML}<b:Sources xmlns:b="b"><b:Author>${NEEDLE.author}</b:Author></b:Sources>`,
    'customXml/_rels/item1.xml.rels': rels(['customXmlProps', 'itemProps1.xml']),
    ...more,
  });
}

export async function hidingXlsx(): Promise<Buffer> {
  return packed('xl/workbook.xml', {
    'docProps/thumbnail.jpeg': await hidingJpeg(),
    'xl/workbook.xml': `${XML}<workbook ${S} xmlns:x15ac="x" xmlns:xr="xr" xmlns:mc="mc"><fileSharing userName="${NEEDLE.author}" readOnlyRecommended="1"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\${NEEDLE.author}\\Desktop\\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="8_{${NEEDLE.serial}}"/><externalReferences><externalReference r:id="rId2" xmlns:r="r"/></externalReferences><sheets><sheet name="s" sheetId="1" r:id="rId1" xmlns:r="r"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet ${S}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${VISIBLE}</t></is></c></row></sheetData><pageSetup paperSize="9" r:id="rId2" xmlns:r="r"/></worksheet>`,
    'xl/comments1.xml': `${XML}<comments ${S}><authors><author>${NEEDLE.author}</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>${NEEDLE.author}:</t></r><r><t>a remark</t></r></text></comment></commentList></comments>`,
    'xl/persons/person.xml': `${XML}<personList><person displayName="${NEEDLE.author}" id="{1}" userId="${NEEDLE.serial}" providerId="AD"/></personList>`,
    'xl/tables/table1.xml': `${XML}<table ${S} id="1" name="T1" displayName="T1" ref="A1:A2"><autoFilter ref="A1:A2"/></table>`,
    'xl/drawings/drawing1.xml': `${XML}<xdr:wsDr xmlns:xdr="xdr"><xdr:cNvPr id="2" name="Picture 1" descr="${NEEDLE.author}_20261121_234719.jpg"/></xdr:wsDr>`,
    'xl/printerSettings/printerSettings1.bin': Buffer.from(`\\\\server\\${NEEDLE.author}`, 'utf16le'),
    'xl/externalLinks/externalLink1.xml': `${XML}<externalLink/>`,
    'xl/externalLinks/_rels/externalLink1.xml.rels': rels([
      'externalLinkPath',
      `file:///C:\\Users\\${NEEDLE.author}\\b.xlsx`,
      'External',
    ]),
    'xl/_rels/workbook.xml.rels': rels(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['externalLink', 'externalLinks/externalLink1.xml'],
      ['http://schemas.microsoft.com/office/2017/10/relationships/person', 'persons/person.xml'],
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': rels(
      ['comments', '../comments1.xml'],
      ['printerSettings', '../printerSettings/printerSettings1.bin'],
    ),
  });
}

export async function hidingPptx(): Promise<Buffer> {
  return packed('ppt/presentation.xml', {
    'docProps/thumbnail.jpeg': await hidingJpeg(),
    'ppt/presentation.xml': `${XML}<p:presentation ${P}><p:sldIdLst><p:sldId id="256" r:id="rId1" xmlns:r="r"/></p:sldIdLst></p:presentation>`,
    'ppt/slides/slide1.xml': `${XML}<p:sld ${P} xmlns:a="a"><p:cSld><a:t>${VISIBLE}</a:t></p:cSld></p:sld>`,
    'ppt/commentAuthors.xml': `${XML}<p:cmAuthorLst ${P}><p:cmAuthor id="1" name="${NEEDLE.author}" initials="N"/></p:cmAuthorLst>`,
    'ppt/authors.xml': `${XML}<p188:authorLst xmlns:p188="p"><p188:author id="{1}" name="${NEEDLE.author}" initials="N" userId="${NEEDLE.serial}" providerId="AD"/></p188:authorLst>`,
    'ppt/comments/comment1.xml': `${XML}<p:cmLst ${P}><p:cm authorId="1" dt="2026-11-21T23:47:19.000" idx="1"><p:text>a remark</p:text></p:cm></p:cmLst>`,
    'ppt/comments/modernComment_1.xml': `${XML}<p188:cmLst xmlns:p188="p"><p188:cm id="{1}" authorId="{1}" created="${NEEDLE.time}"><p188:txBody>a remark</p188:txBody></p188:cm></p188:cmLst>`,
    'ppt/tags/tag1.xml': `${XML}<p:tagLst ${P}><p:tag name="OWNER" val="${NEEDLE.author}"/></p:tagLst>`,
    'ppt/_rels/presentation.xml.rels': rels(
      ['slide', 'slides/slide1.xml'],
      ['commentAuthors', 'commentAuthors.xml'],
      ['tags', 'tags/tag1.xml'],
    ),
  });
}

/** A zip file that says little and unpacks to much. */
export function zipBomb(): Buffer {
  return packed('word/document.xml', {
    'docProps/thumbnail.jpeg': Buffer.alloc(10),
    'word/document.xml': Buffer.alloc(20 * 1024 * 1024),
  });
}

/** The same, but its directory says that its parts are small. */
export function lyingZipBomb(): Buffer {
  const bomb = packed('word/document.xml', {
    'docProps/thumbnail.jpeg': Buffer.alloc(10),
    'word/document.xml': Buffer.alloc(20 * 1024 * 1024),
  });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(20 * 1024 * 1024);
  const small = Buffer.from([0, 16, 0, 0]);
  for (let place = bomb.indexOf(size); place >= 0; place = bomb.indexOf(size)) small.copy(bomb, place);
  return bomb;
}
