using System.Net;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Conversations on a disk that fails when a test says so.</summary>
internal sealed class FailingConversations(InMemoryConversations disk) : IDirectLineConversations
{
    private volatile bool _fails;

    public bool Fails { get => _fails; set => _fails = value; }

    public Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken) =>
        On(disk.StartAsync(start, cancellationToken));

    public Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        On(disk.FindAsync(conversationId, cancellationToken));

    public Task<bool> IsRevokedAsync(string conversationId, CancellationToken cancellationToken) =>
        disk.IsRevokedAsync(conversationId, cancellationToken);

    public Task<string?> AcceptAsync(
        Activity activity, IReadOnlyList<UploadedFile> files, IPAddress? address,
        CancellationToken cancellationToken) =>
        Fails ? On(Task.FromResult<string?>(null)) : disk.AcceptAsync(activity, files, address, cancellationToken);

    public Task<StoredFile?> FindFileAsync(
        string conversationId, string fileId, CancellationToken cancellationToken) =>
        On(disk.FindFileAsync(conversationId, fileId, cancellationToken));

    public Task<ReadOnlyMemory<byte>> ReadFileAsync(
        string conversationId, string fileId, long offset, int maxBytes, CancellationToken cancellationToken) =>
        On(disk.ReadFileAsync(conversationId, fileId, offset, maxBytes, cancellationToken));

    public void ShowTyping(string conversationId) => throw new IOException();

    public Task<StoredAmount> StoredSinceAsync(
        string conversationId, DateTimeOffset since,
        CancellationToken cancellationToken) => On(disk.StoredSinceAsync(conversationId, since, cancellationToken));

    public Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken) =>
        On(disk.ReadAsync(conversationId, after, cancellationToken));

    private Task<T> On<T>(Task<T> done) => Fails ? Task.FromException<T>(new IOException("The disk is gone.")) : done;
}
