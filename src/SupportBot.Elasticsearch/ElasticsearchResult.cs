using System.Diagnostics.CodeAnalysis;

namespace SupportBot.Elasticsearch;

internal readonly record struct ElasticsearchResult<T>(T? Value, ElasticsearchError? Error)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator ElasticsearchResult<T>(T value) => new(value, null);

    public static implicit operator ElasticsearchResult<T>(ElasticsearchError error) => new(default, error);
}
