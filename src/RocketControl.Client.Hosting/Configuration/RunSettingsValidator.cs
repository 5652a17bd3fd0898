using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

[OptionsValidator]
internal sealed partial class RunSettingsValidator : IValidateOptions<RunSettings>;
