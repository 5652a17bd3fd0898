using BenchmarkDotNet.Running;
using RocketControl.Client.Benchmarks.Micro;
using RocketControl.Client.Benchmarks.Report;
using RocketControl.Client.Benchmarks.Server;

switch (args)
{
    case ["serve"]:
        await BenchmarkServer.RunAsync();
        return 0;
    case ["report", .. var rest]:
        return await ReportCommand.RunAsync(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, MicroConfig.Create());
        return 0;
}
