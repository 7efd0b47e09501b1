export { RepositoryIndex } from '../repository/repositoryIndex';
