using System.Diagnostics.CodeAnalysis;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>What a call gave: a value, or the error in its place.</summary>
internal readonly record struct ElasticsearchResult<T>
{
    private ElasticsearchResult(T? value, ElasticsearchError? error) => (Value, Error) = (value, error);

    /// <summary>Null where there is an error.</summary>
    public T? Value { get; }

    /// <summary>Null where the call succeeded.</summary>
    public ElasticsearchError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator ElasticsearchResult<T>(T value) => new(value, null);

    public static implicit operator ElasticsearchResult<T>(ElasticsearchError error) => new(default, error);

    public ElasticsearchResult<TOther> Select<TOther>(Func<T, TOther> select) => Succeeded ? select(Value) : Error;
}
