using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

/// <summary>Metadata at the top of a file, in every form: it is read, or the file is rejected.</summary>
public sealed class DocumentHeaderTests
{
    [Theory]
    [InlineData("---\naudience: internal\n---\n")]
    [InlineData("\uFEFF---\r\naudience: internal\r\n---\r\n")]
    [InlineData("\n \n---\nAudience : Internal\n...\n")]
    [InlineData("<!-- checked\nby Jo --> \n\n---\n\"audience\": 'internal' # ours\n---\n")]
    [InlineData("--- \n{title: X, audience: internal}\n---\n")]
    [InlineData("---yaml\naudience: &a internal\n---\n")]
    [InlineData("+++\ntitle = \"X\"\naudience = \"internal\"\n\n[params]\nx = 1\n+++\n")]
    [InlineData("\r\n+++\r\n'audience' = '''internal''' # ours\r\n+++\r\n")]
    [InlineData("---toml\naudience = \"internal\"\n---\n")]
    [InlineData("{\n  \"title\": \"X\",\n  \"audience\": \"internal\",\n}\n")]
    [InlineData("{ \"tags\": [\"{\"], \"audience\": \"internal\" }\n\n")]
    [InlineData("---json\n{ \"audience\": \"internal\" }\n---\n")]
    [InlineData(";;;\n\"audience\": \"internal\"\n;;;\n")]
    public void An_internal_document_is_internal_in_every_form_of_header(string header)
    {
        var document = Assert.IsType<ReadResult.Read>(Read($"{header}# Plan\n\nText.")).Document;
        Assert.Equal(Audience.Internal, document.Audience);
        Assert.Equal(["Text."], document.Sections.SelectMany(section => section.Texts()));
        Assert.Equal(Audience.Internal, Assert.IsType<ReadResult.Read>(
            ReadHtml($"{header}<h1>Plan</h1><p>Text.")).Document.Audience);
    }

    [Theory]
    [InlineData("---\naudiance: internal\n---\n", 2)]
    [InlineData("---\ntitle: X\ntarget-audience: internal\n---\n", 3)]
    [InlineData("---\ntitle: X\n  audience:internal\n---\n", 3)]
    [InlineData("---\nmetadata:\n  audience: internal\n---\n", 3)]
    [InlineData("---\ndescription: |\n  x\n  audience: internal\n---\n", 4)]
    [InlineData("---\nvisibility: internal\n---\n", 2)]
    [InlineData("---\nprivate: true\n---\n", 2)]
    [InlineData("---\naudience: [internal]\n---\n", 0)]
    [InlineData("---\naudience: intern\n---\n", 0)]
    [InlineData("---\naudience: \"internal\n---\n", 2)]
    [InlineData("---\naudience: internal\n----\n", 2)]
    [InlineData("--\naudience: internal\n--\n", 2)]
    [InlineData("———\naudience: internal\n———\n", 2)]
    [InlineData("```yaml\naudience: internal\n```\n", 2)]
    [InlineData("audience: internal\n---\n", 1)]
    [InlineData("Title: X\nAudience: staff\n\n", 2)]
    [InlineData(":audience: internal\n\n", 1)]
    [InlineData("# Plan\n---\naudience: internal\n---\n", 3)]
    [InlineData("---\ntitle: X\n---\naudience: internal\n---\n", 4)]
    [InlineData("---\naudience:internal\n---\n", 2)]
    [InlineData("---\naudience internal\n---\n", 2)]
    [InlineData("---\naudience： internal\n---\n", 2)]
    [InlineData("---\n- audience: internal\n---\n", 2)]
    [InlineData("+++\naudience = internal\n+++\n", 2)]
    [InlineData("+++\naudience = \"internal\"\n", 2)]
    [InlineData("+++\n[params]\naudience = \"internal\"\n+++\n", 3)]
    [InlineData("+++\na.audience = \"internal\"\n+++\n", 2)]
    [InlineData("{\n\"audience\": internal\n}\n", 2)]
    [InlineData("{\n\"params\": {\n\"audience\": \"internal\" }\n}\n", 3)]
    [InlineData("{ audience: internal }\n", 1)]
    [InlineData("{\n\"audience\": \"internal\",\n", 3)]
    public void A_header_that_may_mean_internal_but_is_not_read_rejects_the_file(string header, int line)
    {
        var rejected = Assert.IsType<ReadResult.Rejected>(Read($"{header}# Plan\n\nText."));
        Assert.True(rejected.IsAudienceUnclear, rejected.Reason);
        if (line > 0) Assert.StartsWith($"Line {line}: ", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<meta name=\"audiance\" content=\"internal\">")]
    [InlineData("<meta property=\"audience\" content=\"internal\">")]
    [InlineData("<meta name=\"audience\" value=\"internal\">")]
    [InlineData("<meta name=\"audience content=\"internal\">")]
    [InlineData("<meta audience=\"internal\">")]
    [InlineData("<meta name=\"audience\" content=\"intern\">")]
    [InlineData("<meta name=\"audience\" content=\"public\"><meta name=\"audience\" content=\"internal\">")]
    [InlineData("---\naudience: public\n---\n<meta name=\"audience\" content=\"internal\">")]
    [InlineData("audience: internal\n<p>")]
    public void A_meta_element_that_may_mean_internal_but_is_not_read_rejects_the_page(string head) =>
        Assert.True(Assert.IsType<ReadResult.Rejected>(ReadHtml($"{head}<h1>Plan</h1><p>Text.")).IsAudienceUnclear);

    /// <summary>One or two typing mistakes at any place of a valid header, in each of its forms.</summary>
    [Fact]
    public void No_typing_mistake_publishes_an_internal_document()
    {
        string[] headers =
        [
            "---\ntitle: Plan\naudience: internal\n---\n",
            "---\naudience: internal\n---\n",
            "+++\ntitle = \"Plan\"\naudience = \"internal\"\n+++\n",
            "{\n  \"title\": \"Plan\",\n  \"audience\": \"internal\"\n}\n",
        ];
        var random = new Random(18);
        var published = new List<string>();
        for (var i = 0; i < 12_000; i++)
        {
            var header = headers[i % headers.Length];
            for (var mistakes = random.Next(1, 3); mistakes > 0; mistakes--) header = Mistype(header, random);
            if (Read($"{header}\n# Plan\n\nText.")
                is ReadResult.Read { Document.Audience: Audience.Public }) published.Add(header);
        }
        Assert.Empty(published);
    }

    [Theory]
    [InlineData("---\ntitle: X\nsidebar_label: Y\nweight: 3\ntags: [a, b]\nparams:\n  toc: true\ndraft: false\n---\n")]
    [InlineData("---\nslug: internal\nauthors:\n  - name: Jo\n    title: Internal audits\npublic: true\n---\n")]
    [InlineData("+++\ntitle = \"X\"\ndate = 2026-11-24\nweight = 10\n[extra]\nscience = 1\n+++\n")]
    [InlineData("{ \"title\": \"X\", \"weight\": 1, \"extra\": { \"toc\": true } }\n")]
    [InlineData("---\ntitle: \"A plan\nof two lines\"\nweight: 1\n---\n")]
    [InlineData("---\ntitle: 'A plan\n\nof three lines'\n---\n")]
    [InlineData("---\nurl: guide/plan\n---\n")]
    [InlineData("{% hint %}\n")]
    [InlineData("{: .note }\n")]
    public void Keys_of_site_generators_are_accepted(string header) =>
        Assert.Equal(Audience.Public, Assert.IsType<ReadResult.Read>(
            Read($"{header}# Plan\n\nText.")).Document.Audience);

    [Theory]
    [InlineData("---\nThe shop is closed.\n---\n")]
    [InlineData("---\n- one\n- two\n---\n")]
    [InlineData("---\n*Note* that the shop is closed\n---\n")]
    [InlineData("---\n# The shop is closed.\n---\n")]
    public void Text_between_two_rules_is_text(string top)
    {
        var document = Assert.IsType<ReadResult.Read>(Read($"{top}\nMore.")).Document;
        var text = string.Join(' ', document.Sections.SelectMany(section =>
            section.HeadingPath.Concat(section.Texts())));
        Assert.Contains(top.Contains("shop", StringComparison.Ordinal) ? "shop is closed" : "two",
            document.Title + text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## Who is the audience?\n\nThe audience is internal or public.\n\n```yaml\naudience: internal\n```\n")]
    [InlineData("Write `audience: internal` there.\n\n| `audience` | internal |\n")]
    [InlineData("Text.\n\n    audience: internal\n")]
    [InlineData("````md\n```\naudience: internal\n```\naudience: internal\n````\n")]
    public void Text_about_audiences_is_text(string text) => Assert.IsType<ReadResult.Read>(Read($"# Plan\n\n{text}"));

    private static string Mistype(string text, Random random)
    {
        var at = random.Next(text.Length);
        var other = "abcdeinrtu :=-+\"\n_"[random.Next(18)].ToString();
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, other),
            2 => text.Remove(at, 1).Insert(at, other),
            _ when at + 1 < text.Length => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            _ => text,
        };
    }

    private static ReadResult Read(string text) => new MarkdownReader().Read(File("plan.md", text));

    private static ReadResult ReadHtml(string text) => new HtmlReader().Read(File("plan.html", text));

    private static SourceFile File(string name, string text) =>
        new(name, Encoding.UTF8.GetBytes(text), "hash", new DocumentDefaults());
}
