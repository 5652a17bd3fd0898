using System.Diagnostics;

namespace RocketControl.Client.Emulator.Child;

/// <summary>A process of the same group, which a signal to the group reaches too.</summary>
internal sealed class Grandchild : IDisposable
{
    private readonly Process _process;

    private Grandchild(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>Starts it and waits until it is up.</summary>
    public static Grandchild Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "--same-group"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.StandardOutput.ReadLine();
        return new Grandchild(process);
    }

    public void Dispose() => _process.Dispose();
}
