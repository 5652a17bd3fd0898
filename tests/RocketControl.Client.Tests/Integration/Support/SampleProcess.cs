using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>A sample as a user runs it, and what came of it.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record SampleProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Starting a process on a busy machine takes its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="sample">The sample's name.</param>
    /// <param name="keyVariable">The environment variable that it takes the key from.</param>
    /// <param name="key">Its value; null leaves it unset.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<SampleProcess> RunAsync(string sample, string keyVariable, string? key, params IEnumerable<string> arguments)
    {
        var program = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == sample).Value!;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove(keyVariable);
        if (key is not null)
            start.Environment[keyVariable] = key;

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new SampleProcess(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public override string ToString() => $"exit code {ExitCode}{Environment.NewLine}{Output}{Error}";
}
