using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SupportBot.BotFramework.DirectLine.Files;

// Reads an upload in both forms that clients of Direct Line send: multipart/form-data with an activity and files, or
// one file as the body.
internal sealed class UploadReader(DirectLineOptions options, UploadMemory memory)
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int MaxBoundaryLength = 70; // RFC 2046.
    private const int MaxHeadersPerPart = 16;
    private const int MaxHeaderBytesPerPart = 4096;

    // Of the parts' headers and boundaries.
    private const int Overhead = 64 * 1024;

    public long LargestRequest => (long)options.Uploads.LargestMessage + options.LargestBody + Overhead;

    public async Task<Upload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return Refuse("Send multipart/form-data, or a file with its Content-Type and Content-Disposition.");
        using var buffer = memory.Open();
        try
        {
            return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await ReadPartsAsync(request, type, buffer, cancellationToken).ConfigureAwait(false)
                : await ReadBodyAsync(request, buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return Refuse("The parts of the body cannot be read.");
        }
    }

    private async Task<Upload> ReadBodyAsync(
        HttpRequest request, UploadMemory.Buffer buffer, CancellationToken cancellationToken)
    {
        var upload = new Upload();
        var disposition = Disposition(request.Headers.ContentDisposition);
        await AddFileAsync(upload, request.Body, disposition, request.ContentType, buffer, cancellationToken)
            .ConfigureAwait(false);
        return upload;
    }

    private async Task<Upload> ReadPartsAsync(
        HttpRequest request, MediaTypeHeaderValue type, UploadMemory.Buffer buffer,
        CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MaxBoundaryLength) return Refuse("The boundary of the parts is not valid.");
        var reader = new MultipartReader(boundary, request.Body)
        {
            HeadersCountLimit = MaxHeadersPerPart,
            HeadersLengthLimit = MaxHeaderBytesPerPart,
        };
        var upload = new Upload();
        while (upload.Error is null
            && await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } part)
            await AddPartAsync(upload, part, buffer, cancellationToken).ConfigureAwait(false);
        return upload;
    }

    private async Task AddPartAsync(
        Upload upload, MultipartSection part, UploadMemory.Buffer buffer, CancellationToken cancellationToken)
    {
        var disposition = Disposition(part.ContentDisposition);
        if (!IsActivity(part, disposition))
        {
            await AddFileAsync(upload, part.Body, disposition, part.ContentType, buffer, cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        if (upload.Activity is not null) upload.Error = DirectLineError.BadArgument("There is more than one activity.");
        var read = await buffer.ReadAsync(part.Body, options.LargestBody, cancellationToken).ConfigureAwait(false);
        upload.Activity = read.Content;
        upload.Error ??= read.State switch
        {
            BufferState.Complete => null,
            BufferState.TooLarge => DirectLineError.TooLarge(options.LargestBody),
            _ => DirectLineError.Unavailable(),
        };
    }

    private async Task AddFileAsync(
        Upload upload, Stream body, ContentDispositionHeaderValue? disposition, string? contentType,
        UploadMemory.Buffer buffer, CancellationToken cancellationToken)
    {
        var limits = options.Uploads;
        if (upload.Files.Count == limits.FilesPerMessage)
        {
            upload.Error = DirectLineError.TooManyFiles(limits.FilesPerMessage);
            return;
        }
        var read = await buffer.ReadAsync(body, limits.LargestFile, cancellationToken).ConfigureAwait(false);
        if (read.Content is { } content)
            upload.Files.Add(new ReceivedFile(NameIn(disposition), contentType, content));
        upload.Error = read.State switch
        {
            BufferState.TooLarge => DirectLineError.FileTooLarge(limits.LargestFile),
            BufferState.Full => DirectLineError.Unavailable(),
            _ when upload.Files.Sum(file => (long)file.Content.Length) > limits.LargestMessage =>
                DirectLineError.FileTooLarge(limits.LargestMessage),
            _ => null,
        };
    }

    private static bool IsActivity(MultipartSection part, ContentDispositionHeaderValue? disposition) =>
        part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true
        || HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").Equals("activity", StringComparison.OrdinalIgnoreCase);

    // Microsoft documents the header without its type.
    private static ContentDispositionHeaderValue? Disposition(string? header) =>
        ContentDispositionHeaderValue.TryParse(header, out var disposition)
        || ContentDispositionHeaderValue.TryParse($"attachment; {header}", out disposition)
            ? disposition
            : null;

    private static string? NameIn(ContentDispositionHeaderValue? disposition) =>
        disposition?.FileNameStar is { Length: > 0 } extended
            ? extended.ToString()
            : HeaderUtilities.RemoveQuotes(disposition?.FileName ?? "").ToString();

    private static Upload Refuse(string reason) => new() { Error = DirectLineError.BadArgument(reason) };
}

// What was read of an upload. Use the other members only without an error.
internal sealed class Upload
{
    // JSON of the activity; null if the upload has none.
    public byte[]? Activity { get; set; }

    public List<ReceivedFile> Files { get; } = [];

    public JsonHttpResult<ErrorResponse>? Error { get; set; }
}

// Name and media type as the client gave them.
internal sealed record ReceivedFile(string? Name, string? ContentType, byte[] Content);
