using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Mapping;
using SupportBot.Core.Knowledge;

namespace SupportBot.Elasticsearch.Engine.Layout;

internal sealed record NewIndex(int Shards, string? Synonyms)
{
    public const int Version = 1;

    public CreateIndexRequest Request(string index) => new(index)
    {
        Settings = Settings(),
        Mappings = new TypeMapping
        {
            Dynamic = DynamicMapping.Strict,
            Meta = new Dictionary<string, object> { ["layout"] = Version },
            Properties = Fields(),
        },
    };

    private IndexSettings Settings() => new()
    {
        NumberOfShards = Shards,
        NumberOfReplicas = 0,
        RefreshInterval = Duration.MinusOne,
        Similarity = new SettingsSimilarities
        {
            ["default"] = new SettingsSimilarityBm25 { K1 = Exactly(Bm25.K1), B = Exactly(Bm25.B) },
        },
        Analysis = Synonyms is null ? null : SynonymAnalysis.Of(Synonyms),
    };

    private Properties Fields()
    {
        var fields = new Properties
        {
            [IndexFields.DocumentId] = new KeywordProperty(),
            [IndexFields.DocumentVersion] = new LongNumberProperty(),
            [IndexFields.ChunkId] = new KeywordProperty(),
            [IndexFields.Chunks] = new IntegerNumberProperty(),
            [IndexFields.Audience] = new KeywordProperty(),
            [IndexFields.Language] = new KeywordProperty(),
            [IndexFields.State] = new KeywordProperty(),
        };
        foreach (var text in IndexFields.Texts) fields[text] = new ObjectProperty { Properties = Texts() };
        return fields;
    }

    private Properties Texts()
    {
        var texts = new Properties();
        foreach (var field in Languages.Fields) texts[field] = new TextProperty
        {
            Analyzer = Languages.AnalyzerOf(field),
            SearchAnalyzer = Synonyms is null ? null : SynonymAnalysis.AnalyzerOf(field),
            IndexOptions = IndexOptions.Freqs,
        };
        return texts;
    }

    // 1.2 instead of 1.2000000476837158.
    private static double Exactly(float constant) => (double)(decimal)constant;
}
