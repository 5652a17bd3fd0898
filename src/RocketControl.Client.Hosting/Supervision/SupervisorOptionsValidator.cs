using Microsoft.Extensions.Options;
using RocketControl.Client.Hosting.Clients;

namespace RocketControl.Client.Hosting.Supervision;

/// <summary>Checks the declared runs when the host starts.</summary>
internal sealed class SupervisorOptionsValidator(IServiceProvider services) : IValidateOptions<RunSupervisorOptions>
{
    public ValidateOptionsResult Validate(string? name, RunSupervisorOptions options)
    {
        var failures = new List<string>();
        if (options.MaxConcurrentStarts < 1)
            failures.Add($"{nameof(RunSupervisorOptions)}.{nameof(options.MaxConcurrentStarts)} must be at least 1, but is {options.MaxConcurrentStarts}.");
        foreach (var twice in options.Runs.GroupBy(run => run.Name).Where(group => group.Count() > 1))
            failures.Add($"There are {twice.Count()} runs called '{twice.Key}'. Give each a name of its own.");
        foreach (var run in options.Runs)
        {
            try
            {
                run.Validate();
                _ = OnlyClient.NameOf(services, run.Client);
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                failures.Add($"Run '{run.Name}': {exception.Message}");
            }
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
