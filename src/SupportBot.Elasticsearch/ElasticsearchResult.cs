using System.Diagnostics.CodeAnalysis;

namespace SupportBot.Elasticsearch;

/// <summary>What a call gave: a value, or the error in its place.</summary>
internal readonly record struct ElasticsearchResult<T>(T? Value, ElasticsearchError? Error)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator ElasticsearchResult<T>(T value) => new(value, null);

    public static implicit operator ElasticsearchResult<T>(ElasticsearchError error) => new(default, error);
}
