using System.Runtime.InteropServices;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>The nearest that Windows has to SIGSTOP and SIGCONT.</summary>
internal static class WindowsProcess
{
    public static void Suspend(nint process) => _ = NtSuspendProcess(process);

    public static void Resume(nint process) => _ = NtResumeProcess(process);

    [DllImport("ntdll")]
    private static extern int NtSuspendProcess(nint process);

    [DllImport("ntdll")]
    private static extern int NtResumeProcess(nint process);
}
