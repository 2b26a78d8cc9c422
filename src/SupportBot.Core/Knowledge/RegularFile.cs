using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SupportBot.Core.Knowledge;

// Rejects pipes, sockets and terminals instead of waiting for them.
internal static partial class RegularFile
{
    private const string NotRegular = "It is a pipe, a socket or a device. Put a regular file there.";

    // The path is absolute and contains no links that lead elsewhere.
    public static byte[]? Read(string path, long maxBytes, out string? rejected)
    {
        rejected = null;
        using var handle = Open(path);
        // Pipes are not seekable; devices have no length.
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek) rejected = NotRegular;
        else if (stream.Length > maxBytes)
            rejected = $"It has {stream.Length / 1e6:0.0} MB, and {maxBytes / 1e6:0.#} MB are allowed. "
                + "Split it into several documents.";
        if (rejected is not null) return null;
        var bytes = new byte[stream.Length];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    // Non-blocking, since opening a pipe without a writer would block forever.
    private static SafeFileHandle Open(string path)
    {
        int? flags = OperatingSystem.IsLinux() ? Linux.NonBlock | Linux.CloseOnExec
            : OperatingSystem.IsMacOS() ? Mac.NonBlock | Mac.CloseOnExec
            : null;
        if (flags is null) return File.OpenHandle(path);
        var handle = OpenFile(path, flags.Value);
        if (!handle.IsInvalid) return handle;
        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)}.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    // From fcntl.h.
    private static class Linux
    {
        public const int NonBlock = 0x800;
        public const int CloseOnExec = 0x80000;
    }

    private static class Mac
    {
        public const int NonBlock = 0x4;
        public const int CloseOnExec = 0x1000000;
    }
}
