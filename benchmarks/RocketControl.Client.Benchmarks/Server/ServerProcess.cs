using System.Diagnostics;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>The benchmark server in a process of its own, for as long as this object lives.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string authority) => (_process, Authority) = (process, authority);

    /// <summary>Host and port.</summary>
    public string Authority { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var greeting = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The benchmark server ended before it listened.");
        return new ServerProcess(process, "127.0.0.1:" + greeting[BenchmarkServer.Greeting.Length..]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
