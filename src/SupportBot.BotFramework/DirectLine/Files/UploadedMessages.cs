using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine.Files;

// Makes the message of an upload: its attachments are the accepted files and nothing else.
internal sealed class UploadedMessages(DirectLineOptions options, AttachmentAddresses addresses)
{
    public UploadedMessage Create(Upload upload, HttpRequest request, string conversationId)
    {
        if (upload.Error is not null) return new UploadedMessage(upload.Error);
        if (upload.Files.Count == 0)
            return Refuse("The upload has no file. Send a message without files to …/activities.");
        if (!TryReadActivity(upload, request, out var activity, out var error)) return Refuse(error);
        var files = new List<UploadedFile>();
        foreach (var received in upload.Files)
        {
            var inspected = FileInspection.Inspect(
                received.Name, received.ContentType, received.Content, options.Uploads);
            if (inspected.Type is not { } type) return new UploadedMessage(Error(inspected.Problem));
            files.Add(
                new UploadedFile(UploadedFile.NewId(), inspected.Name, type.ContentType, received.Content));
        }
        var named = upload.Files.Zip(files, (received, file) => (received.Name, File: file)).ToList();
        activity.Attachments = [.. Ordered(activity.Attachments ?? [], named)
            .Select(attached => Attach(attached.File, attached.Given, request, conversationId))];
        return new UploadedMessage(null, activity, files);
    }

    // DirectLineJS sends the files in another order than the attachments, under the same names.
    private static IEnumerable<(UploadedFile File, Attachment? Given)> Ordered(
        IEnumerable<Attachment> given, List<(string? Name, UploadedFile File)> files)
    {
        foreach (var attachment in given)
        {
            var at = files.FindIndex(file => file.Name == attachment.Name);
            if (at < 0) continue;
            yield return (files[at].File, attachment);
            files.RemoveAt(at);
        }
        foreach (var (_, file) in files) yield return (file, null);
    }

    private Attachment Attach(UploadedFile file, Attachment? given, HttpRequest request, string conversationId) => new()
    {
        ContentType = file.ContentType,
        ContentUrl = addresses.Create(request, conversationId, file.Id),
        Name = file.Name,
        ThumbnailUrl = IsThumbnail(given?.ThumbnailUrl) ? given!.ThumbnailUrl : null,
    };

    // Only a picture that is contained in the address, since any other would be loaded from elsewhere.
    private bool IsThumbnail(string? url) =>
        url?.Length <= options.Uploads.LongestThumbnail
        && url.StartsWith("data:", StringComparison.Ordinal)
        && url.IndexOf(";base64,", StringComparison.Ordinal) is > 0 and var end
        && FileType.IsPictureType(url["data:".Length..end]);

    private static bool TryReadActivity(Upload upload, HttpRequest request, out Activity activity, out string error)
    {
        (activity, error) = (new Activity { Type = ActivityTypes.Message }, "");
        if (upload.Activity is { } json && !ActivityJson.TryRead(json, out activity, out error)) return false;
        if (activity.Type != ActivityTypes.Message) error = "Only an activity of type message can have files.";
        activity.From ??= new ChannelAccount();
        activity.From.Id ??= request.Query["userId"].FirstOrDefault();
        return error.Length == 0;
    }

    private JsonHttpResult<ErrorResponse> Error(FileProblem? problem) => problem == FileProblem.TooLarge
        ? DirectLineError.FileTooLarge(options.Uploads.LargestFile)
        : DirectLineError.UnsupportedFileType(string.Join(", ", options.Uploads.Types));

    private static UploadedMessage Refuse(string reason) => new(DirectLineError.BadArgument(reason));
}

// Without an error, there is an activity and at least one file.
internal sealed record UploadedMessage(
    JsonHttpResult<ErrorResponse>? Error, Activity? Activity, IReadOnlyList<UploadedFile> Files)
{
    public UploadedMessage(JsonHttpResult<ErrorResponse> error) : this(error, null, [])
    {
    }
}
