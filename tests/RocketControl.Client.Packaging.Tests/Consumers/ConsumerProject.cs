using RocketControl.Client.Packaging.Tests.Building;

namespace RocketControl.Client.Packaging.Tests.Consumers;

/// <summary>A user's program: outside the repository, and with nothing of it but the packages.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private const string Name = "Consumer";

    private readonly TemporaryFolder _folder = new();

    /// <param name="framework">The framework that it is built for.</param>
    /// <param name="sources">Its source files.</param>
    /// <param name="packages">The packages that it refers to.</param>
    /// <param name="items">More items for its project.</param>
    public ConsumerProject(string framework, IEnumerable<string> sources, IEnumerable<string> packages, string items = "")
    {
        File.WriteAllText(Path.Combine(_folder.Path, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{PackedProducts.Folder}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(_folder.Path, $"{Name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <RollForward>Major</RollForward>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="{PackedProducts.Version}" />"""))}
                {items}
              </ItemGroup>
            </Project>
            """);
        foreach (var source in sources)
            File.Copy(source, Path.Combine(_folder.Path, Path.GetFileName(source)));
    }

    /// <summary>Where published programs are put.</summary>
    public string OutputFolder => Path.Combine(_folder.Path, "out");

    /// <summary>Restores from what is on this machine, if that is enough, so that no network is needed.</summary>
    public async Task<Command> RestoreAsync(params string[] arguments)
    {
        var local = await Command.DotNetAsync(
            _folder.Path, ["restore", "--source", PackedProducts.Folder, "--source", Repository.PackageCache, .. arguments]);
        return local.ExitCode == 0 ? local : await Command.DotNetAsync(_folder.Path, ["restore", .. arguments]);
    }

    public Task<Command> RunAsync() => Command.DotNetAsync(_folder.Path, "run", "--no-restore", "-c", "Release");

    public Task<Command> PublishAsync(params string[] arguments) =>
        Command.DotNetAsync(_folder.Path, ["publish", "--no-restore", "-c", "Release", "-o", OutputFolder, .. arguments]);

    public Task<Command> RunPublishedAsync(params string[] arguments) => Command.RunAsync(_folder.Path, Published, arguments);

    public long PublishedBytes => new FileInfo(Published).Length;

    public long PublishedFolderBytes => new DirectoryInfo(OutputFolder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.Extension is not (".pdb" or ".dbg" or ".dwarf")).Sum(file => file.Length);

    public void Dispose() => _folder.Dispose();

    private string Published => Path.Combine(OutputFolder, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
}
