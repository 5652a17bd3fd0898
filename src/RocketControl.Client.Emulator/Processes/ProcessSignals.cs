using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>
/// What a server does to a process. On Linux and macOS with signals to its group; on Windows, which has none, the process is asked to end, killed with its
/// children, or suspended.
/// </summary>
internal static class ProcessSignals
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int NoSuchProcess = 3;

    private static bool IsMac => OperatingSystem.IsMacOS();

    public static Task TerminateAsync(EmulatorProcess process) =>
        OperatingSystem.IsWindows() ? process.OrderAsync("terminate", CancellationToken.None) : SignalAsync(process, Terminate);

    public static Task KillAsync(EmulatorProcess process)
    {
        if (!OperatingSystem.IsWindows())
            return SignalAsync(process, Kill);
        RefuseIfDenied(process);
        process.System.Kill(entireProcessTree: true);
        return Task.CompletedTask;
    }

    public static Task PauseAsync(EmulatorProcess process) => OperatingSystem.IsWindows()
        ? Suspend(process, WindowsProcess.Suspend)
        : SignalAsync(process, IsMac ? 17 : 19); // SIGSTOP

    public static Task ResumeAsync(EmulatorProcess process) => OperatingSystem.IsWindows()
        ? Suspend(process, WindowsProcess.Resume)
        : SignalAsync(process, IsMac ? 19 : 18); // SIGCONT

    /// <exception cref="ProcessGoneException">There is no such process any more.</exception>
    /// <exception cref="SignalDeniedException">The operating system does not allow it.</exception>
    private static Task SignalAsync(EmulatorProcess process, int signal)
    {
        RefuseIfDenied(process);
        // Once the process is reaped its number may be somebody else's.
        if (process.Exited.IsCompleted)
            throw new ProcessGoneException();
        // The process leads its group, so its number is the group's.
        if (SignalGroup(process.Pid, signal) == 0)
            return Task.CompletedTask;
        int error = Marshal.GetLastPInvokeError();
        throw error == NoSuchProcess ? new ProcessGoneException() : new Win32Exception(error);
    }

    private static Task Suspend(EmulatorProcess process, Action<nint> act)
    {
        RefuseIfDenied(process);
        if (process.Exited.IsCompleted)
            throw new ProcessGoneException();
        act(process.System.Handle);
        return Task.CompletedTask;
    }

    private static void RefuseIfDenied(EmulatorProcess process)
    {
        if (process.DeniesSignals)
            throw new SignalDeniedException();
    }

    [DllImport("libc", EntryPoint = "killpg", SetLastError = true)]
    private static extern int SignalGroup(int group, int signal);
}
