using System.Collections.Concurrent;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Bg;
using Lucene.Net.Analysis.Br;
using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Ckb;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fa;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Gl;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Lv;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Util;

namespace SupportBot.Embedded.Bm25;

// Tokenizer, stop words and stemmer of each language. Other languages are indexed without stemming.
internal static class LanguageAnalyzers
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly ConcurrentDictionary<string, Analyzer> Cache = new(StringComparer.Ordinal);

    // Two-letter ISO 639-1 code; "ckb" for Sorani.
    public static Analyzer For(string language) => Cache.GetOrAdd(language, Create);

    private static Analyzer Create(string language) => language switch
    {
        "ar" => new ArabicAnalyzer(Version),
        "bg" => new BulgarianAnalyzer(Version),
        "br" => new BrazilianAnalyzer(Version),
        "ca" => new CatalanAnalyzer(Version),
        "ckb" => new SoraniAnalyzer(Version),
        "cs" => new CzechAnalyzer(Version),
        "da" => new DanishAnalyzer(Version),
        "de" => new GermanAnalyzer(Version),
        "el" => new GreekAnalyzer(Version),
        "en" => new EnglishAnalyzer(Version),
        "es" => new SpanishAnalyzer(Version),
        "eu" => new BasqueAnalyzer(Version),
        "fa" => new PersianAnalyzer(Version),
        "fi" => new FinnishAnalyzer(Version),
        "fr" => new FrenchAnalyzer(Version),
        "ga" => new IrishAnalyzer(Version),
        "gl" => new GalicianAnalyzer(Version),
        "hi" => new HindiAnalyzer(Version),
        "hu" => new HungarianAnalyzer(Version),
        "hy" => new ArmenianAnalyzer(Version),
        "id" => new IndonesianAnalyzer(Version),
        "it" => new ItalianAnalyzer(Version),
        "ja" or "ko" or "zh" => new CJKAnalyzer(Version),
        "lv" => new LatvianAnalyzer(Version),
        "nl" => new DutchAnalyzer(Version),
        "nb" or "nn" or "no" => new NorwegianAnalyzer(Version),
        "pt" => new PortugueseAnalyzer(Version),
        "ro" => new RomanianAnalyzer(Version),
        "ru" => new RussianAnalyzer(Version),
        "sv" => new SwedishAnalyzer(Version),
        "tr" => new TurkishAnalyzer(Version),
        _ => new StandardAnalyzer(Version, Lucene.Net.Analysis.Util.CharArraySet.Empty),
    };
}
