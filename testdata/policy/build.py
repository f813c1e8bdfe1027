#!/usr/bin/env python3
"""Builds the policies of this folder: one for each format that is read and for each
way in which policies are broken. All text is invented. Two runs give the same bytes."""

import io
import re
import zipfile
import zlib

TITLE = "小灯笼便签隐私政策"
INTRO = "小灯笼便签由云帆示例科技（北京）有限公司（以下简称“我们”）提供。本政策说明我们怎样处理您的个人信息，请您在使用前仔细阅读。"
SECTIONS = [
    ("一、我们如何收集和使用您的个人信息", [
        "为了保存和同步便签，我们会在您登录后收集您的手机号码和便签内容；为了防止滥用，我们会收集设备的 IMEI、MAC 地址和 Android ID。",
        "您可以拒绝提供手机号码，拒绝后仍可使用本机便签。我们不会收集您的通讯录、短信和通话记录，也不会读取剪贴板。",
    ]),
    ("二、我们如何存储和保护您的个人信息", [
        "您的信息存储在中华人民共和国境内，保存到您注销账号为止，法律另有规定的除外。传输时使用加密，只有经过授权的人员可以接触。",
    ]),
    ("三、您的权利", [
        "您可以在“我的”页面查询、更正、删除您的个人信息，可以撤回同意，也可以注销账号；我们会在十五个工作日内答复。",
        "未满十四周岁的未成年人使用本应用，应当先取得监护人的同意。",
    ]),
    ("四、如何联系我们", [
        "如果您有疑问、意见或投诉，请发邮件至 privacy@yunfan.example，或拨打电话 010-00000000。本政策自2024年3月1日起生效。",
    ]),
]
SDKS = [
    ("星图推送 SDK", "星图示例网络有限公司", "设备标识、网络信息、应用列表", "推送消息"),
    ("青山地图 SDK", "青山示例科技有限公司", "位置信息、WLAN 信息", "在地图上显示便签"),
    ("青山定位 SDK", "青山示例科技有限公司", "位置信息、基站信息", "获取当前城市"),
]
HEAD = ("SDK 名称", "运营方", "收集的信息", "使用目的")
SDK_INTRO = "为了实现部分功能，我们接入了下列第三方 SDK，它们会收集下表所列的信息，您可以查看各自的隐私政策了解详情。"

def lines():
    out = [TITLE, INTRO]
    for heading, paragraphs in SECTIONS:
        out += [heading] + paragraphs
    return out

def write(name, data):
    with open(name, "wb") as f:
        f.write(data.encode("utf-8") if isinstance(data, str) else data)

PLAIN = "\n".join(lines()) + "\n"

# Text and encodings.

def encodings():
    write("plain.txt", PLAIN)
    write("gb18030.txt", PLAIN.encode("gb18030"))
    write("bom.txt", b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode("utf-8"))
    write("utf16.txt", PLAIN.encode("utf-16"))
    write("lost.txt", PLAIN.replace("的", "\ufffd"))
    write("wrong-encoding.txt", PLAIN.encode("utf-8").decode("gb18030", "replace"))
    write("latin1.txt", PLAIN.encode("utf-8").decode("latin-1"))
    write("questions.txt", "".join("?" if ord(c) > 0x2e80 else c for c in PLAIN).replace("??", "????"))
    kangxi = str.maketrans({"用": "⽤", "人": "⼈", "网": "⽹", "不": "不", "手": "⼿", "方": "⽅", "力": "⼒"})
    write("kangxi.txt", PLAIN.translate(kangxi))
    write("no-break.txt", PLAIN.replace(" ", "\u00a0").replace("\n", "\n\u3000\u3000").replace("信息", "信\u200b息"))
    write("placeholders.txt", PLAIN.replace("云帆示例科技（北京）有限公司", "{{companyName}}").replace("privacy@yunfan.example", "____").replace("十五个", "*个"))

def big5():
    text = "".join("<p>%s</p>\n" % p for p in [
        "小燈籠便籤隱私政策", "小燈籠便籤由雲帆示例科技有限公司提供。本政策說明我們怎樣處理您的個人資料，請您在使用前仔細閱讀。",
        "為了保存和同步便籤，我們會在您登錄後收集您的手機號碼和便籤內容；為了防止濫用，我們會收集設備識別碼和網絡信息。",
        "您可以拒絕提供手機號碼，拒絕後仍可使用本機便籤。我們不會收集您的通訊錄、短信和通話記錄，也不會讀取剪貼板。",
        "您的信息存儲在境內，保存到您註銷賬號為止，法律另有規定的除外。傳輸時使用加密，只有經過授權的人員可以接觸。",
        "您可以在我的頁面查詢、更正、刪除您的個人信息，可以撤回同意，也可以註銷賬號；我們會在十五個工作日內答覆。",
        "未滿十四周歲的未成年人使用本應用，應當先取得監護人的同意。如果您有疑問、意見或投訴，請發郵件至我們的郵箱。",
    ])
    write("big5.html", ("<html><body>\n" + text + "</body></html>\n").encode("big5"))
    write("traditional.md", "---\ntitle: 隱私政策\ndate: 2023-01-01\n---\n\n" + text.replace("<p>", "").replace("</p>", "\n"))

def broken(text, columns):
    """Breaks a text into lines, Latin words and numbers not within."""
    out, current, width = [], "", 0
    for word in re.findall(r"[!-~]+|.", text):
        w = sum(2 if ord(c) >= 0x1100 else 1 for c in word)
        if width + w > columns:
            out.append(current.rstrip())
            current, width = "", 0
        current += word
        width += w
    return out + [current]


def wrapped():
    """Broken every 34 Chinese characters, as text copied from a PDF is."""
    write("wrapped.txt", "\n".join(part for line in lines() for part in broken(line, 68)) + "\n")
    latin = PLAIN.replace("设备的 IMEI、MAC 地址", "设备的 IMEI、MAC\n地址").replace(
        "请发邮件至 privacy@yunfan.example，", "请发邮件至 privacy@yunfan.example\n，")
    latin = latin.replace("\n二、", "\n我们使用会话标识来记住您的选择，您可以在浏览器中清除它，清除之后需要重新登录。我们不会把 Cookie\n和同类技术用于本政策所述目的之外的任何用途，也不会用它识别您在其他网站上的行为，请您放心使用本应用的各项功能。\n二、")
    write("wrapped-at-latin.txt", latin)
    write("one-line.txt", "".join(lines()[1:]).replace("个人信息为了", "个人信息 为了"))

def broken_pages():
    write("short.txt", "隐私政策\n我们重视您的隐私。\n")
    write("empty.txt", "\n \n\u3000\n")
    write("dead.txt", "您访问的页面不存在或已被删除\n")
    write("error-page.html", "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>\n")
    write("shell.html", '<!doctype html><html><head><meta charset="utf-8"><title>隐私政策</title></head><body><noscript>请启用JavaScript</noscript><div id="app"></div><script src="/app.js"></script></body></html>\n')
    write("shell.txt", "We're sorry but this page doesn't work properly without JavaScript enabled. Please enable JavaScript to continue.\n")
    write("english.txt", "Privacy Policy\n" + "We respect your privacy. We collect your phone number and device identifiers to keep your notes in sync. " * 12 + "\n")
    write("picture.html", '<html><body><h1>隐私政策</h1><img src="policy-1.png"><img src="policy-2.png"></body></html>\n')

# HTML and Markdown.

def table_html():
    rows = "<tr>%s</tr>\n" % "".join("<th>%s</th>" % h for h in HEAD)
    rows += "<tr>" + "".join("<td><p>%s</p></td>" % c for c in SDKS[0]) + "</tr>\n"
    name, company, information, purpose = SDKS[1]
    rows += "<tr><td>%s</td><td rowspan=2>%s</td><td>%s</td><td>%s</td></tr>\n" % (name, company, information, purpose)
    name, _, information, purpose = SDKS[2]
    rows += "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n" % (name, information, purpose)
    return "<table>\n" + rows + "</table>\n"

def html():
    body = ""
    for heading, paragraphs in SECTIONS:
        body += "<p><b>%s</b></p>\n" % heading
        for p in paragraphs:
            words = p.replace("个人信息", "个<span>人信</span>息").replace(" ", "&nbsp;")
            body += '<p><span style="font-size:14px">%s</span></p>\n' % words
    menu = "".join('<li><a href="/%d">%s</a></li>' % (i, w) for i, w in enumerate(["首页", "产品中心", "下载", "关于我们"]))
    write("page.html", """<!DOCTYPE html>
<html><head><meta charset="gbk"><title>隐私政策</title><style>p{margin:0}</style></head><body>
<nav><a href="/">首页</a><a href="/login">登录</a></nav>
<div class="top-menu"><ul>%s</ul></div>
<div class="main"><h1>%s</h1>
<p>%s</p>
%s<p><b>五、第三方 SDK 列表</b></p>
<p>%s</p>
%s</div>
<ul><li><a href="/help">帮助中心</a></li><li><a href="/jobs">加入我们</a></li></ul>
<div class="footer"><a href="/terms">用户协议</a><p>版权所有 云帆示例科技（北京）有限公司</p><p>邮箱：hello@yunfan.example</p><p>关注我们</p></div>
<script>console.log("p")</script></body></html>
""" % (menu, TITLE, INTRO, body, SDK_INTRO, table_html()))
    write("sdk-picture.html", "<html><body>%s<p>五、第三方 SDK 列表</p><p>我们接入的第三方 SDK 见下图：</p><img src=sdk.png></body></html>\n"
          % "".join("<p>%s</p>\n" % l for l in lines()))
    menus = "首页\n产品中心\n下载APP\n关于我们\n" + PLAIN + "首页\n关于我们\n联系我们\n版权所有 云帆示例科技（北京）有限公司\n"
    write("menus.txt", menus)

def markdown():
    body = "# %s\n\n%s\n\n" % (TITLE, INTRO)
    for heading, paragraphs in SECTIONS:
        body += "**%s**\n\n%s\n\n" % (heading, "\n\n".join(paragraphs))
    table = "| %s |\n|%s\n" % (" | ".join(HEAD), "---|" * len(HEAD))
    table += "".join("| %s |\n" % " | ".join(s) for s in SDKS)
    write("page.md", "---\nlayout: page\ntitle: 隐私政策\ndate: 2021-05-06 10:00:00\ntags: [a, b]\n---\n\n" + body + "## 五、第三方 SDK 列表\n\n" + SDK_INTRO + "\n\n" + table)

def lists():
    keys = "第三方 SDK 清单\n" + SDK_INTRO + "\n"
    for name, company, information, purpose in SDKS:
        keys += "SDK名称：%s\n运营方：%s\n收集信息：%s\n使用目的：%s\n" % (name, company, information, purpose)
    write("sdk-keys.txt", keys + PLAIN)
    flat = "第三方 SDK 清单\n" + SDK_INTRO + "\n| %s |\n" % " | ".join(HEAD)
    flat += "".join("| %s |\n" % " | ".join(s) for s in SDKS)
    write("sdk-bars.txt", flat + PLAIN)
    write("sdks.txt", keys)
    write("children.txt", "儿童个人信息保护规则\n我们只在取得监护人同意后处理不满十四周岁儿童的个人信息，监护人可以随时联系我们查询、更正或删除。\n")

# Word.

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

def run(text, props=""):
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ("<w:rPr>%s</w:rPr>" % props if props else "", text)

def para(content, props=""):
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s</w:pPr>" % props if props else "", content)

def numbered(text, num, level=0, extra=""):
    return para(text, '%s<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (extra, level, num))

def split_runs(text):
    """As Word does it: a run for every few characters."""
    return "".join(run(text[i:i + 3], "<w:lang/>") for i in range(0, len(text), 3))

def cell(text, props=""):
    return "<w:tc>%s%s</w:tc>" % ("<w:tcPr>%s</w:tcPr>" % props if props else "", para(run(text) if text else ""))

def docx_table():
    rows = "<w:tr>%s</w:tr>" % "".join(cell(h) for h in HEAD)
    rows += "<w:tr>%s</w:tr>" % "".join(cell(c) for c in SDKS[0][:3] + ("",)).replace(
        "<w:tc><w:p></w:p></w:tc>", '<w:tc><w:p><w:hyperlink r:id="rId9">%s</w:hyperlink></w:p></w:tc>' % run("推送消息，见隐私政策"))
    name, company, information, purpose = SDKS[1]
    rows += "<w:tr>%s%s%s%s</w:tr>" % (cell(name), cell(company, '<w:vMerge w:val="restart"/>'), cell(information), cell(purpose))
    name, _, information, purpose = SDKS[2]
    rows += "<w:tr>%s%s%s%s</w:tr>" % (cell(name), cell("", "<w:vMerge/>"), cell(information), cell(purpose))
    return "<w:tbl><w:tblPr/><w:tblGrid/>%s</w:tbl>" % rows

NUMBERING = """<w:numbering %s>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%%1.%%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>""" % W

STYLES = """<w:styles %s>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="11"><w:name w:val="My heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>""" % W

def docx(name, body, compress=zipfile.ZIP_DEFLATED, extra=()):
    parts = [
        ("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", "<w:document %s><w:body>%s<w:sectPr/></w:body></w:document>" % (W, body)),
        ("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", '<Relationships><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://push.xingtu.example/privacy" TargetMode="External"/></Relationships>'),
    ] + list(extra)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for part, text in parts:
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type = compress
            z.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    write(name, out.getvalue())

def word():
    body = para(run(TITLE), '<w:pStyle w:val="11"/>')
    body += para(run("一、我们如何收集……1"), '<w:pStyle w:val="TOC1"/>')
    body += para(split_runs(INTRO))
    for heading, paragraphs in SECTIONS:
        body += numbered(run(heading.split("、", 1)[1], "<w:b/>"), 1, 0, '<w:pStyle w:val="1"/>')
        for p in paragraphs:
            body += numbered(split_runs(p), 1, 1)
    body += para(run("这句话已经删除", "<w:vanish/>") + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>" + run("以上条款自公布之日起适用。"))
    body += numbered(run("第三方 SDK 列表"), 1, 0) + para(run(SDK_INTRO)) + docx_table()
    body += numbered(run("项目符号没有编号。"), 2)
    docx("page.docx", body)
    everywhere = "".join(para(run(l), '<w:pStyle w:val="1"/>') for l in lines())
    docx("heading-everywhere.docx", everywhere)
    write("cut.docx", open("page.docx", "rb").read()[:700])
    docx("bomb.docx", para(run("隐私" * 6_000_000)))

# PDF.

def obj(n, text):
    return b"%d 0 obj\n" % n + (text.encode("latin-1") if isinstance(text, str) else text) + b"\nendobj\n"

def stream(n, data, entries=""):
    data = data if isinstance(data, bytes) else data.encode("latin-1")
    packed = zlib.compress(data, 9)
    return obj(n, ("<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), entries)).encode() + packed + b"\nendstream")

class Page:
    """Sets lines of 12 points from the top of an A4 page."""

    def __init__(self, encode):
        self.encode, self.ops, self.y = encode, [], 780

    def at(self, x, y, text, size=12):
        self.ops.append("BT /F1 %g Tf 1 0 0 1 %g %g Tm %s Tj ET" % (size, x, y, self.encode(text)))

    def line(self, text, size=12, x=72):
        self.at(x, self.y, text, size)
        self.y -= size * 1.5

    def text(self, text, columns=74):
        """Breaks a paragraph every 37 Chinese characters."""
        for line in broken(text, columns):
            self.line(line)

def pdf(name, pages, font, trailer="", more=b""):
    """Writes a file of pages; font gives the objects from number 10 on."""
    out = b"%PDF-1.4\n"
    out += obj(1, "<< /Type /Catalog /Pages 2 0 R >>")
    kids = " ".join("%d 0 R" % (100 + 2 * i) for i in range(len(pages)))
    out += obj(2, "<< /Type /Pages /Count %d /Kids [%s] /Resources << /Font << /F1 10 0 R >> /XObject << /Im1 20 0 R >> >> /MediaBox [0 0 595 842] >>" % (len(pages), kids))
    out += font
    for i, page in enumerate(pages):
        out += obj(100 + 2 * i, "<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (101 + 2 * i))
        out += stream(101 + 2 * i, "\n".join(page.ops))
    out += more + ("trailer\n<< /Root 1 0 R %s >>\nstartxref\n0\n%%%%EOF\n" % trailer).encode()
    write(name, out)

def glyph_ids(pages_text):
    return {c: i + 1 for i, c in enumerate(sorted(set(pages_text)))}

def identity(ids):
    return lambda text: "<" + "".join("%04X" % ids[c] for c in text) + ">"

def identity_font(ids, unicode=True):
    widths = " ".join("%d [%d]" % (i, 1000 if ord(c) >= 0x1100 else 500) for c, i in ids.items())
    cmap = "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    items = ["<%04X> <%s>" % (i, c.encode("utf-16-be").hex().upper()) for c, i in ids.items()]
    for k in range(0, len(items), 100):
        part = items[k:k + 100]
        cmap += "%d beginbfchar\n%s\nendbfchar\n" % (len(part), "\n".join(part))
    cmap += "endcmap\n"
    font = obj(10, "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Example /Encoding /Identity-H /DescendantFonts [11 0 R]%s >>" % (" /ToUnicode 12 0 R" if unicode else ""))
    font += obj(11, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Example /DW 1000 /W [%s] >>" % widths)
    return font + stream(12, cmap)

def set_policy(encode, table):
    first, second = Page(encode), Page(encode)
    pages = [first, second, Page(encode)]
    first.line(TITLE, 18)
    first.text(INTRO)
    for i, (heading, paragraphs) in enumerate(SECTIONS):
        page = pages[min(i // 2, 1)]
        page.line(heading)
        for p in paragraphs:
            page.text(p)
    last = pages[2]
    last.line("五、第三方 SDK 列表")
    last.text(SDK_INTRO)
    if table:
        ruled(last)
    for i, page in enumerate(pages):
        page.at(250, 810, "小灯笼便签")
        page.at(280, 30, "%d / 3" % (i + 1))
    return pages

def ruled(page):
    """A table with borders; the company of the last two rows is one cell, its text in the middle."""
    edges, top = [72, 172, 282, 412, 520], page.y
    height = 40
    rows = [HEAD] + SDKS
    for i in range(len(rows) + 1):
        y = top - i * height
        if i == len(rows) - 1:  # not through the joined cell
            page.ops.append("72 %g m 172 %g l S 282 %g m 520 %g l S" % (y, y, y, y))
        else:
            page.ops.append("72 %g 448 0.5 re f" % y)
    for x in edges:
        page.ops.append("%g %g m %g %g l S" % (x, top, x, top - len(rows) * height))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if j == 1 and i >= 2:
                continue
            for k, part in enumerate(broken(text, 16)):
                page.at(edges[j] + 4, top - i * height - 14 - 14 * k, part)
    for k, part in enumerate(broken(SDKS[1][1], 16)):
        page.at(edges[1] + 4, top - 3 * height - 4 - 14 * k, part)

def pdfs():
    everything = PLAIN + "".join(sum(SDKS, ())) + "".join(HEAD) + SDK_INTRO + "五、第三方 SDK 列表小灯笼便签0123456789 /"
    ids = glyph_ids(everything)
    pages = set_policy(identity(ids), True)
    pdf("page.pdf", pages, identity_font(ids))
    write("pdf.txt", open("page.pdf", "rb").read())
    pdf("unmapped.pdf", pages, identity_font(ids, unicode=False))
    pdf("encrypted.pdf", pages, identity_font(ids), "/Encrypt << /Filter /Standard /V 1 /R 2 /O (0) /U (0) /P 0 >>")
    gbk = obj(10, "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [11 0 R] >>")
    gbk += obj(11, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>")
    pdf("gbk.pdf", set_policy(lambda t: "<" + t.encode("gb18030").hex() + ">", False), gbk)
    scan = Page(None)
    scan.ops.append("q 595 0 0 842 0 0 cm /Im1 Do Q")
    image = stream(20, b"\x80" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    pdf("scan.pdf", [scan, scan], identity_font(ids), more=image)
    write("cut.pdf", open("page.pdf", "rb").read()[:600])

encodings()
big5()
wrapped()
broken_pages()
html()
markdown()
lists()
word()
pdfs()
