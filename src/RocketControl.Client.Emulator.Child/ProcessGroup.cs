using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RocketControl.Client.Emulator.Child;

/// <summary>The group that signals go to.</summary>
internal static class ProcessGroup
{
    /// <summary>Leaves the emulator's group for one of its own, so that a signal to the group does not end the emulator.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows() && SetGroup(0, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "setpgid", SetLastError = true)]
    private static extern int SetGroup(int pid, int group);
}
