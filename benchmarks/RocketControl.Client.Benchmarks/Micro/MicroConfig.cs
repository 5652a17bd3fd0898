using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>
/// How the micro-benchmarks run: in this process, because for another one BenchmarkDotNet would generate, restore and build a project on the spot, which takes a
/// package feed and most of the time. Whatever job is asked for, allocations are shown.
/// </summary>
internal static class MicroConfig
{
    public static IConfig Create() => ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator())
        .AddDiagnoser(MemoryDiagnoser.Default);
}
