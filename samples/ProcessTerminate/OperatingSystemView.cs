using System.Diagnostics;

namespace ProcessTerminate;

/// <summary>What the operating system says, which is the only proof: a server may call a process terminated while it lives on.</summary>
internal static class OperatingSystemView
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits until there is no such process any more.</summary>
    /// <returns>False when it was still there after 10 seconds.</returns>
    public static async Task<bool> IsGoneAsync(int pid, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
