using System.Runtime.InteropServices;

namespace SupportBot.Embedded.Training;

// Runs long computations on one thread of the lowest priority.
internal static partial class LowPriorityThread
{
    private const int LowestPriority = 19;

    public static Task<T> RunAsync<T>(Func<T> compute)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(compute, completion))
        {
            IsBackground = true, Name = "training", Priority = ThreadPriority.Lowest,
        }.Start();
        return completion.Task;
    }

    private static void Run<T>(Func<T> compute, TaskCompletionSource<T> completion)
    {
        try
        {
            // .NET ignores thread priorities on Linux, where niceness is per thread and 0 means the calling thread.
            if (OperatingSystem.IsLinux()) _ = SetPriority(0, 0, LowestPriority);
            completion.SetResult(compute());
        }
        catch (OperationCanceledException e)
        {
            completion.SetCanceled(e.CancellationToken);
        }
        catch (Exception e) // The thread's boundary: whoever waits for the result gets the failure.
        {
            completion.SetException(e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
